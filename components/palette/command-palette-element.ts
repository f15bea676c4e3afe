import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { reportError } from '../../src/index.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import type { Command } from './command.js';
import { commandPaletteStyles } from './command-palette.styles.js';
import { rankCommands } from './rank-commands.js';

/** Results shown at once: more are found by typing on. */
const SHOWN = 50;
/** Ids remembered to show what was used last first. */
const REMEMBERED = 20;

/**
 * Everything a workspace can do, found by typing. Arrow keys choose, Enter does it, Escape leaves.
 *
 * @element imjoy-command-palette
 * @csspart base - The dialog.
 * @csspart input - The text field.
 * @csspart list - The results.
 */
export class ImjoyCommandPaletteElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    commandPaletteStyles,
  ];

  @state() private commands: readonly Command[] = [];
  @state() private text = '';
  @state() private chosen = 0;
  @query('dialog') private dialog!: HTMLDialogElement | null;
  @query('[aria-selected="true"]') private option!: HTMLElement | null;
  #recent: string[] = [];

  /** Opens with these commands; one that is open already gets the new ones. */
  async show(commands: readonly Command[]): Promise<void> {
    this.commands = commands;
    this.text = '';
    this.chosen = 0;
    await this.updateComplete;
    if (this.isConnected && !this.dialog?.open) this.dialog?.showModal();
  }

  protected override render(): TemplateResult {
    const found = this.#found;
    return html`<dialog
      part="base"
      aria-label="Search and run"
      @click=${this.#onDialogClick}
      @keydown=${this.#onKey}
    >
      <input
        part="input"
        type="text"
        role="combobox"
        aria-label="Search plugins, windows and commands"
        aria-expanded="true"
        aria-controls="list"
        aria-activedescendant=${found.length > 0 ? `option-${this.chosen}` : nothing}
        aria-autocomplete="list"
        autocomplete="off"
        spellcheck="false"
        placeholder="Search plugins, windows and commands"
        autofocus
        .value=${this.text}
        @input=${this.#onInput}
      />
      ${
        found.length === 0
          ? html`<p class="none" role="status">Nothing here is called that.</p>`
          : nothing
      }
      <ul id="list" part="list" role="listbox" aria-label="Results" ?hidden=${found.length === 0}>
        ${found.map((command, index) => this.#renderOption(command, index))}
      </ul>
    </dialog>`;
  }

  protected override updated(): void {
    this.option?.scrollIntoView({ block: 'nearest' });
  }

  get #found(): readonly Command[] {
    return rankCommands(this.commands, this.text, this.#recent).slice(0, SHOWN);
  }

  #renderOption(command: Command, index: number): TemplateResult {
    const { title, group, detail, shortcut } = command;
    return html`<li
      id="option-${index}"
      role="option"
      aria-selected=${index === this.chosen}
      @click=${() => this.#run(command)}
    >
      <bdi class="title">${title}</bdi>
      ${shortcut ? html`<kbd>${shortcut}</kbd>` : html`<span class="group">${group}</span>`}
      ${detail ? html`<bdi class="detail">${detail}</bdi>` : nothing}
    </li>`;
  }

  readonly #onInput = (event: Event): void => {
    this.text = (event.target as HTMLInputElement).value;
    this.chosen = 0;
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const found = this.#found;
    const last = found.length - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: this.chosen < last ? this.chosen + 1 : 0,
      ArrowUp: this.chosen > 0 ? this.chosen - 1 : last,
      PageDown: Math.min(this.chosen + 8, last),
      PageUp: Math.max(this.chosen - 8, 0),
    };
    const command = found[this.chosen];
    if (event.key === 'Enter' && !event.isComposing && command) this.#run(command);
    else if (Object.hasOwn(steps, event.key)) this.chosen = Math.max(steps[event.key] ?? 0, 0);
    else return;
    event.preventDefault();
  };

  /** A click on the backdrop arrives at the dialog itself. */
  readonly #onDialogClick = (event: Event): void => {
    if (event.target === this.dialog) this.dialog?.close();
  };

  /** The palette gives the focus back first, so that the command may move it. */
  #run(command: Command): void {
    this.#recent = [command.id, ...this.#recent.filter((id) => id !== command.id)].slice(
      0,
      REMEMBERED,
    );
    this.dialog?.close();
    try {
      command.run();
    } catch (error) {
      reportError(error, `command "${command.title}"`);
    }
  }
}
