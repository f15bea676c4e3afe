/* global document, window, performance, Blob, MessageChannel, URL, Worker */
/**
 * What the platform itself costs: raw `postMessage` over one MessagePort, with no names, no ids, no
 * errors and no encoding, and fields with no form around them. Nothing built on them can be faster, so
 * everybody is compared to it.
 */

import { bareForm, timeToShow } from './long-form.js';
import {
  MEBI,
  bandwidth,
  callRate,
  elapsed,
  expectSame,
  perCall,
  thousandObjects,
} from './timing.js';

/* The functions below run inside the sandbox, too: they are sent there as text, so they are complete in themselves. */

/** Gives back whatever arrives; a typed array with its memory. */
function serve(port) {
  port.onmessage = ({ data }) => port.postMessage(data, data?.buffer ? [data.buffer] : []);
}

/** @returns a function that sends a value and resolves with the answer; answers come in order, so no ids are needed */
function asker(port) {
  const waiting = [];
  port.onmessage = ({ data }) => waiting.shift()(data);
  return (value, transfer = []) =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port.postMessage(value, transfer);
    });
}

/** The main program of a frame: announces itself, then gets a port and the part to play on it. */
function play() {
  window.onmessage = ({ data, ports: [port, other] }) => {
    const parts = {
      serve() {
        port.postMessage('ready');
        serve(other ?? port);
      },
      /** Asks the frame behind the other port whatever the host asks for. */
      drive() {
        const ask = asker(other);
        const answers = {
          async call(count) {
            await ask(0);
            const start = performance.now();
            for (let i = 0; i < count; i++) await ask(i);
            return ((performance.now() - start) * 1000) / count;
          },
          async move(length) {
            const array = new Float32Array(length).fill(1);
            const start = performance.now();
            const back = await ask(array, [array.buffer]);
            return back[length - 1] === 1 ? performance.now() - start : NaN;
          },
        };
        port.onmessage = async ({ data: [what, amount] }) =>
          port.postMessage(await answers[what](amount));
        port.postMessage('ready');
      },
      python() {
        const url = `data:text/javascript,${encodeURIComponent(data.worker)}`;
        new Worker(url, { type: 'module' }).postMessage(null, [port]);
      },
      work() {
        const url = URL.createObjectURL(new Blob([data.worker]));
        new Worker(url).postMessage(null, [port]);
      },
    };
    parts[data.part]();
  };
  window.parent.postMessage('up', '*');
}

const workerText = `${serve}
onmessage = ({ ports: [port] }) => { serve(port); port.postMessage('ready'); };`;

/** Pyodide alone, and a function in it; what is bytes there is copied in and out, as nobody can avoid. */
const pythonText = `import { loadPyodide } from '${new URL('/dist/pyodide/pyodide.mjs', document.baseURI)}';
const connected = new Promise((resolve) => {
  onmessage = ({ ports: [port] }) => resolve(port);
});
const python = await loadPyodide({ indexURL: '${new URL('/dist/pyodide/', document.baseURI)}' });
const echo = python.runPython('lambda value: value');
const echoBytes = python.runPython('lambda value: value.to_memoryview()');
const port = await connected;
port.onmessage = ({ data }) => {
  if (!data?.buffer) return port.postMessage(echo(data));
  const result = echoBytes(data);
  const view = result.getBuffer();
  const copy = view.data.slice();
  view.release();
  result.destroy();
  port.postMessage(copy, [copy.buffer]);
};
port.postMessage('ready');`;

const openPython = () => openFrame({ part: 'python', worker: pythonText });

const srcdoc = `<!doctype html><meta charset="utf-8"><body><script>
${serve}
${asker}
(${play})();
</script>`;

/** @returns a frame that is ready to play, and the port to it */
async function openFrame(data, ...ports) {
  const frame = document.createElement('iframe');
  frame.sandbox = 'allow-scripts';
  frame.srcdoc = srcdoc;
  const up = new Promise((resolve) => {
    const listen = ({ source }) => {
      if (source !== frame.contentWindow) return;
      window.removeEventListener('message', listen);
      resolve();
    };
    window.addEventListener('message', listen);
  });
  document.body.append(frame);
  await up;
  const { port1, port2 } = new MessageChannel();
  const ready = new Promise((resolve) => (port1.onmessage = resolve));
  frame.contentWindow.postMessage(data, '*', [port2, ...ports]);
  await ready;
  return { frame, port: port1 };
}

/** A window is a frame that answers. */
export const openWindow = () => openFrame({ part: 'serve' });

export async function setup() {
  const { port } = await openWindow();
  const ask = asker(port);

  const { port1, port2 } = new MessageChannel();
  const drive = asker((await openFrame({ part: 'drive' }, port1)).port);
  await openFrame({ part: 'serve' }, port2);

  const timed = async (open) => {
    let opened;
    const ms = await elapsed(async () => (opened = await open()));
    for (const { frame } of opened) frame.remove();
    return ms;
  };

  let openedPython;
  const askPython = async (...args) => {
    openedPython ??= openPython().then((opened) => asker(opened.port));
    return (await openedPython)(...args);
  };

  return {
    pythonFirst: () => timed(async () => [await openPython()]),

    async pythonEcho() {
      await askPython(0);
      return perCall((i) => askPython(i), 100);
    },

    async python16MB() {
      await askPython(0);
      const sent = new Float32Array(4 * MEBI).fill(1);
      let back;
      const ms = await elapsed(async () => (back = await askPython(sent)));
      expectSame(back.byteLength, sent.byteLength, 'bytes that came back');
      return bandwidth(sent.byteLength, ms);
    },

    windowReady: () => timed(async () => [await openWindow()]),

    fiftyWindows: () => timed(() => Promise.all(Array.from({ length: 50 }, openWindow))),

    workerReady: () => timed(async () => [await openFrame({ part: 'work', worker: workerText })]),

    echoLatency: () => perCall((i) => ask(i), 100),

    inFlight100: () => callRate((i) => ask(i), 100, 1000),

    pluginToPlugin: () => drive(['call', 100]),

    async smallObjects() {
      let back;
      const ms = await elapsed(async () => (back = await ask(thousandObjects)));
      expectSame(back[999].name, 'cell 999', 'last small object');
      return ms;
    },

    async transfer64MB() {
      const sent = new Float32Array(16 * MEBI).fill(1);
      const bytes = sent.byteLength;
      let back;
      const ms = await elapsed(async () => (back = await ask(sent, [sent.buffer])));
      expectSame(back.byteLength, bytes, 'bytes that came back');
      return bandwidth(bytes, ms);
    },

    transferBetweenPlugins: () => drive(['move', 16 * MEBI]),

    form200: () =>
      timeToShow(() => {
        const form = bareForm();
        document.body.append(form);
        return form;
      }),
  };
}
