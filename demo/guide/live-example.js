/**
 * A plugin file in a text: its code, the window it makes, and an editor for who wants to change it.
 *
 *   <live-example><a href="hello.imjoy.html" download>hello.imjoy.html</a></live-example>
 *
 * With `form`, the form of the plugin stands above its window, and what is entered there is what the plugin
 * runs with. With `listing` there is only the code. The editor and forms are fetched when they are first needed,
 * and a window starts when it comes near; with `start`, which names a button, when its reader says so.
 */
import '../../dist/window.js';

const nearby = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries)
      if (isIntersecting) {
        nearby.unobserve(target);
        target.start();
      }
  },
  { rootMargin: '50%' },
);

const create = (tag, fields = {}) => Object.assign(document.createElement(tag), fields);

class LiveExample extends HTMLElement {
  #link = this.querySelector('a');
  #code = create('div', { className: 'code' });
  #result = create('div', { className: 'result', tabIndex: -1 });
  #edit = create('button', { textContent: 'Edit', onclick: () => this.edit() });
  #run = create('button', { textContent: 'Run', title: 'Ctrl+S', onclick: () => this.run() });
  #reset = create('button', { textContent: 'Reset', onclick: () => this.reset() });
  #original = null;
  #editor = null;

  connectedCallback() {
    if (this.#original) return;
    const bar = create('div', { className: 'bar' });
    bar.append(this.#link);
    this.replaceChildren(bar, this.#code);
    this.#original = fetch(this.#link.href).then((response) => response.text());
    this.#showCode();
    if (this.hasAttribute('listing')) return;
    bar.append(this.#edit);
    this.append(this.#result);
    const name = this.getAttribute('start');
    if (name === null) nearby.observe(this);
    else this.#result.append(create('button', { textContent: name, onclick: () => this.#begin() }));
  }

  async start() {
    this.#show({ src: this.#link.href }, await this.#original);
  }

  /** Opens the code in an editor, in place of its listing. */
  async edit() {
    await import('../../dist/imjoy.js');
    this.#editor = create('imjoy-editor', { value: await this.#original });
    this.#editor.addEventListener('keydown', this.#key, { capture: true });
    this.#code.replaceChildren(this.#editor);
    this.#edit.replaceWith(this.#run, this.#reset);
    await this.#editor.updateComplete;
    this.#editor.focus();
  }

  run() {
    const code = this.#editor.value;
    return this.#show({ code }, code);
  }

  reset() {
    this.#original.then((code) => (this.#editor.value = code));
    return this.start();
  }

  async #showCode() {
    const listing = create('pre', { tabIndex: 0, textContent: await this.#original });
    listing.setAttribute('role', 'region');
    listing.setAttribute('aria-label', `Code of ${this.#link.textContent}`);
    this.#code.replaceChildren(listing);
  }

  async #show(source, code) {
    const shown = create('imjoy-window', source);
    const form = this.hasAttribute('form') && (await createForm(code));
    if (form) {
      shown.config = form.value;
      form.addEventListener('imjoy-ui-form-updated', () => (shown.config = form.value));
    }
    this.#result.replaceChildren(...(form ? [form] : []), shown);
  }

  /** The button goes, and whoever pressed it goes on in what comes. */
  async #begin() {
    await this.start();
    this.#result.focus({ preventScroll: true });
  }

  #key = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key !== 's') return;
    event.preventDefault();
    this.run();
  };
}

/** The form of a plugin; null where its code has none, or cannot be read: its window says why. */
async function createForm(code) {
  const { parsePluginFile } = await import('../../dist/core.js');
  await import('../../dist/imjoy.js');
  try {
    const { ui } = parsePluginFile(code).config;
    return ui ? create('imjoy-ui-form', { ui }) : null;
  } catch {
    return null;
  }
}

customElements.define('live-example', LiveExample);
