/* global URL, addEventListener, importScripts, imjoyRPC, self */
/* A worker that waits to be told who it is; the library lies beside it on the same server. */
const { origin } = new URL(new Error().stack.match(/https?:\/\/[^\s)]+/)[0]);
importScripts(`${origin}/node_modules/imjoy-rpc/dist/imjoy-rpc.min.js`);
addEventListener('imjoy_remote_api_ready', ({ detail: api }) =>
  api.export({
    setup() {},
    run() {},
    add: (a, b) => a + b,
    where: () => ({ window: typeof window, document: typeof document, origin: self.origin }),
    ask: (name, ...args) => api[name](...args),
  }),
);
imjoyRPC.waitForInitialization();
