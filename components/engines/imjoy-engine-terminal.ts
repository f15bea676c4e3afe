import { ImjoyTerminalScreenElement } from '../terminal/terminal-screen-element.js';
import { ImjoyEngineTerminalElement } from './engine-terminal-element.js';

export { ImjoyEngineTerminalElement };

const elements = {
  'imjoy-terminal-screen': ImjoyTerminalScreenElement,
  'imjoy-engine-terminal': ImjoyEngineTerminalElement,
};
for (const [tag, element] of Object.entries(elements))
  if (!customElements.get(tag)) customElements.define(tag, element);

declare global {
  interface HTMLElementTagNameMap {
    'imjoy-terminal-screen': ImjoyTerminalScreenElement;
    'imjoy-engine-terminal': ImjoyEngineTerminalElement;
  }
}
