/* global document */
import { parsePluginFile } from 'imjoy-elements/core.js';
import 'imjoy-elements/imjoy.js';
import { plugin } from './app.js';

document.title = parsePluginFile(plugin).config.name;
