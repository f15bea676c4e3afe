/** Registers every element of the kit. */
export { ImjoyWorkspaceElement } from './workspace/imjoy-workspace.js';
export { ImjoyWindowElement } from './window/imjoy-window.js';
export { ImjoyEditorElement } from './editor/imjoy-editor.js';
export { ImjoyPluginMenuElement } from './plugin-menu/imjoy-plugin-menu.js';
export { ImjoyUiFormElement } from './ui-form/imjoy-ui-form.js';
