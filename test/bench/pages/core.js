/* global document, location, window */
/** The original: imjoy-core 0.14.5 with imjoy-rpc 0.5.59, set up as its manual says, without what asks the internet. */

import { elapsed } from './timing.js';
import { rowsOf } from './imjoy-rows.js';
import { bigPlugin } from './big-plugin.js';
import { variant } from './variant.js';

const loadScript = (src) =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${src} did not load`));
    script.src = src;
    document.head.append(script);
  });

/**
 * Its frames come from another site (by default lib.imjoy.io), since they keep their own origin;
 * `localhost` is another site than 127.0.0.1, so that they run in a process of their own as there.
 */
const frameUrl = `http://localhost:${location.port}/default_base_frame.html`;

/** @returns {Promise<object>} the started workspace */
export async function startImjoy() {
  await loadScript('/imjoy-loader.js');
  const { ImJoy } = await window.loadImJoyCore({ base_url: '/' });
  const imjoy = new ImJoy({
    imjoy_api: {},
    default_base_frame: frameUrl,
    default_rpc_base_url: '/rpc/',
  });
  imjoy.pm.internal_plugins = {};
  await imjoy.start();
  return imjoy;
}

let places = 0;

/** The original waits for somebody to show an element of this id. */
export function makePlace() {
  const place = document.createElement('div');
  place.id = `place-${places++}`;
  document.body.append(place);
  return place;
}

export async function setup() {
  const imjoy = await startImjoy();
  const { pm, wm } = imjoy;
  await pm.reloadPlugin({ code: await variant() });

  const rows = rowsOf({
    async openWindow() {
      const place = makePlace();
      const api = await pm.createWindow(null, { type: 'Echo', window_id: place.id });
      return {
        api,
        close() {
          // What its own `close()` comes to after three seconds of grace.
          wm.closeWindow(wm.windows.find(({ window_id }) => window_id === place.id));
          place.remove();
        },
      };
    },
    openApp: (src) => pm.createWindow(null, { src, window_id: makePlace().id }),
    async loadPlugin(_name, source) {
      const plugin = await pm.reloadPlugin({ code: source });
      const frame = document.getElementById(`iframe_${plugin.id}`);
      return { api: plugin.api, remove: () => frame.remove() };
    },
  });
  return {
    ...rows,
    parse1MB: () => elapsed(() => pm.parsePluginCode(bigPlugin(1))),
  };
}
