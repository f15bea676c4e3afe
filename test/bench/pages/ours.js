/* global document */
/** This repository's build, through the entry points a page would use. */

import { createWorkspace, parsePluginFile } from '/dist/core.js';
import '/dist/window.js';
import { engineRows } from './engine-rows.js';
import { rowsOf } from './imjoy-rows.js';
import { pythonRows } from './python-rows.js';
import { bigPlugin } from './big-plugin.js';
import { longUi, timeToShow } from './long-form.js';
import { usable } from './stored-plugins.js';
import { elapsed } from './timing.js';
import { variant } from './variant.js';

const startWorkspace = async (options) => {
  const workspace = await createWorkspace(options);
  await workspace.ready;
  return workspace;
};

async function showForm() {
  const form = document.createElement('imjoy-ui-form');
  form.ui = longUi;
  document.body.append(form);
  await form.updateComplete;
  return form;
}

export async function setup() {
  const { api } = await startWorkspace({ name: 'bench' });
  const python = { ...pythonRows(startWorkspace), ...engineRows(startWorkspace) };
  const source = await variant();

  const rows = rowsOf({
    async openWindow() {
      const element = document.createElement('imjoy-window');
      element.code = source;
      document.body.append(element);
      return { api: await element.ready, close: () => element.remove() };
    },
    async openApp(src) {
      const element = document.createElement('imjoy-window');
      element.src = src;
      document.body.append(element);
      return element.ready;
    },
    async loadPlugin(name, src) {
      return { api: await api.loadPlugin({ src }), remove: () => api.uninstallPlugin({ name }) };
    },
  });

  return {
    ...rows,
    ...python,
    parse1MB: () => elapsed(() => parsePluginFile(bigPlugin(1))),
    async parseGrowth() {
      const one = await elapsed(() => parsePluginFile(bigPlugin(1)));
      const ten = await elapsed(() => parsePluginFile(bigPlugin(10)));
      return ten / (10 * one);
    },
    async form200() {
      await import('/dist/imjoy.js');
      return timeToShow(showForm);
    },
    usable1: () => usable(1),
    usable50: () => usable(50),
    usable500: () => usable(500),
    async manyPlugins() {
      const one = await usable(1);
      return (await usable(500)) / one;
    },
  };
}
