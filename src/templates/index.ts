import { collection } from './collection.js';
import { iframe } from './iframe.js';
import { nativePython } from './native-python.js';
import type { PluginTemplate } from './plugin-template.js';
import { webPython } from './web-python.js';
import { webPythonWindow } from './web-python-window.js';
import { webWorker } from './web-worker.js';
import { windowTemplate } from './window.js';

export type { PluginTemplate };

/** A plugin of each type to start from; the first is the one for who does not care. Spec 8.5. */
export const pluginTemplates: readonly PluginTemplate[] = [
  webWorker,
  windowTemplate,
  iframe,
  webPython,
  webPythonWindow,
  nativePython,
  collection,
];
