import { html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import {
  messageOf,
  reportError,
  type EngineClient,
  type EngineSet,
  type Workspace,
} from '../../src/index.js';
import { close } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import { closeButtonStyles } from '../shared/close-button.styles.js';
import { controlStyles } from '../shared/controls.styles.js';
import { hostStyles } from '../shared/host.styles.js';
import { tokens } from '../shared/tokens.styles.js';
import { ModalController } from '../shell/modal-controller.js';
import { shellDialogStyles } from '../shell/shell-dialog.styles.js';
import { enginePanelStyles } from './engine-panel.styles.js';
import { EnginesController } from './engines-controller.js';
import { readEngineLink } from './read-engine-link.js';
import { startCommand } from './start-command.js';

/**
 * The plugin engines of a workspace: how they stand, what runs on them, and how to add one. Opens as soon as it is
 * on the page.
 *
 * @element imjoy-engine-panel
 * @csspart base - the dialog
 */
export class ImjoyEnginePanelElement extends LitElement {
  static override styles: CSSResultGroup = [
    tokens,
    hostStyles,
    controlStyles,
    closeButtonStyles,
    shellDialogStyles,
    enginePanelStyles,
  ];

  @property({ attribute: false }) workspace!: Workspace;
  @state() private problem = '';
  @query('#address') private readonly address!: HTMLInputElement;
  @query('#token') private readonly token!: HTMLInputElement;
  readonly #engines = new EnginesController(this);
  readonly #modal = new ModalController(this, () => this.#dismiss());
  #close!: () => void;

  /** Resolves when the user has had enough. */
  readonly closed = new Promise<void>((resolve) => (this.#close = resolve));

  override connectedCallback(): void {
    super.connectedCallback();
    this.#open().catch((error: unknown) => {
      this.problem = messageOf(error);
      reportError(error, 'plugin engines');
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#close();
  }

  protected override render(): TemplateResult {
    const engines = this.workspace.openEngines;
    return html`<dialog
      part="base"
      aria-labelledby="title"
      @cancel=${this.#dismiss}
      @close=${this.#dismiss}
      @keydown=${(event: Event) => event.stopPropagation()}
    >
      <div class="top">
        <h2 id="title">Plugin engines</h2>
        <button class="close" aria-label="Close" @click=${this.#dismiss}>${outline(close)}</button>
      </div>
      <div class="body">
        ${engines ? (engines.all.length > 0 ? this.#cards(engines) : introduction()) : nothing}
        ${this.#adding()}
      </div>
    </dialog>`;
  }

  /** Where there is no engine, one is about to be added. */
  async #open(): Promise<void> {
    const { all } = await this.workspace.engines();
    await this.updateComplete;
    if (all.length === 0) this.address.focus();
  }

  #cards(engines: EngineSet): TemplateResult {
    return html`${repeat(
      this.#engines.all,
      ({ url }) => url,
      (engine) =>
        html`<imjoy-engine-card
          .engine=${engine}
          .engines=${engines}
          @imjoy-open-terminal=${() => void this.#openTerminal(engine, engines)}
        ></imjoy-engine-card>`,
    )}`;
  }

  #adding(): TemplateResult {
    const { problem } = this;
    return html`<form class="adding" @submit=${this.#add}>
      <h3>Add an engine</h3>
      <label for="address">Link or address</label>
      <input
        id="address"
        autocomplete="off"
        spellcheck="false"
        inputmode="url"
        placeholder="http://127.0.0.1:9527"
        aria-describedby="hint"
        aria-invalid=${problem ? 'true' : nothing}
        @input=${this.#split}
      />
      <label for="token">Token</label>
      <input id="token" type="password" autocomplete="off" spellcheck="false" />
      <button type="submit" class="primary">Connect</button>
      <p id="hint" class="hint">
        The link that an engine prints has both. Whoever runs an engine gets the code of your Python
        plugins, and all they work with.
      </p>
      ${problem ? html`<p class="problem" role="alert">${problem}</p>` : nothing}
    </form>`;
  }

  /** Of a link that is pasted each field gets its part. */
  readonly #split = (): void => {
    this.problem = '';
    const { url, token } = readEngineLink(this.address.value);
    if (token === null) return;
    this.address.value = url;
    this.token.value = token;
  };

  readonly #add = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { url } = readEngineLink(this.address.value);
    const token = this.token.value.trim() || null;
    const engines = await this.workspace.engines();
    try {
      await engines.add({ url, token });
    } catch (error) {
      // Why one that is in the list cannot be connected is said there.
      if (!engines.find(url)) return void (this.problem = messageOf(error));
    }
    this.address.value = this.token.value = '';
  };

  /** In the place of the panel: what is not in a modal dialog cannot be used beside it. */
  async #openTerminal(engine: EngineClient, engines: EngineSet): Promise<void> {
    const parent = this.parentNode ?? document.body;
    try {
      const { openEngineTerminal } = await import('./open-engine-terminal.js');
      this.#dismiss();
      await openEngineTerminal(engine, engines, parent);
    } catch (error) {
      this.problem = messageOf(error);
      reportError(error, 'terminal');
    }
  }

  readonly #dismiss = (): void => {
    this.#modal.close();
    this.#close();
  };
}

const introduction = (): TemplateResult =>
  html`<div class="introduction">
    <p>
      A plugin engine runs plugins in processes of their own: in Python, with the packages, the
      files and the GPUs of the computer it runs on.
    </p>
    <p>Start one in a terminal, on this computer or on any other:</p>
    <imjoy-command-line .command=${startCommand()}></imjoy-command-line>
    <p>Then paste the link that it prints.</p>
  </div>`;
