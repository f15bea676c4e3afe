import { html, type LitElement, type ReactiveController, type TemplateResult } from 'lit';
import { reportError, type PageLink, type Workspace } from '../../src/index.js';
import type { ImjoyWorkspaceChosenEvent } from '../app/events.js';
import { WorkspaceShell } from '../app/workspace-shell.js';
import { ImjoyErrorEvent } from './events.js';
import { OwnLayout } from './own-layout.js';

/** The workspace element, as far as the application is concerned. */
export type AppHost = LitElement & {
  name: string;
  readonly persist: boolean;
  readonly link: PageLink | null;
};

/** Fetches and shows the whole application where a page puts no layout of its own into a workspace. */
export class DefaultApp implements ReactiveController {
  /** The user interface of the workspace, with or without the application. */
  readonly shell = new WorkspaceShell();
  readonly #host: AppHost;
  readonly #layout: OwnLayout;
  #state: 'absent' | 'loading' | 'present' | 'failed' = 'absent';
  #shown: Promise<void> = Promise.resolve();

  constructor(host: AppHost) {
    this.#host = host;
    this.#layout = new OwnLayout(host);
    host.addController(this);
  }

  /** Settles when the application is shown, or there is none to show. */
  async whenShown(): Promise<void> {
    await this.#layout.known;
    await this.#host.updateComplete;
    await this.#shown;
  }

  /** Settles when the windows of the last time are there, too. @returns what dialogs are put into */
  async whenRestored(): Promise<Element> {
    await this.whenShown();
    const app = this.#host.renderRoot.querySelector('imjoy-app');
    await app?.restored;
    return app?.dialogs ?? document.body;
  }

  hostUpdate(): void {
    if (this.#layout.isPresent !== false) this.#state = 'absent';
    else if (this.#state === 'absent') this.#shown = this.#load();
  }

  /** What to render instead of the page's own layout; null where there is one. */
  render(workspace: Workspace | null): TemplateResult | null {
    if (this.#state !== 'present' || !workspace) return null;
    const { link } = this.#host;
    return html`<imjoy-app
      part="app"
      exportparts="toolbar, menu, dock, status"
      .workspace=${workspace}
      .shell=${this.shell}
      .persistent=${this.#host.persist}
      .quiet=${Boolean(link?.quiet || link?.start)}
      @imjoy-workspace-chosen=${this.#onChosen}
    ></imjoy-app>`;
  }

  readonly #onChosen = ({ name }: ImjoyWorkspaceChosenEvent): void => {
    this.#host.name = name;
  };

  async #load(): Promise<void> {
    this.#state = 'loading';
    try {
      await import('../app/imjoy-app.js');
      if (this.#state !== 'loading') return;
      this.#state = 'present';
      this.#host.requestUpdate();
      await this.#host.updateComplete;
    } catch (error) {
      this.#state = 'failed';
      reportError(error, 'application of <imjoy-workspace>');
      this.#host.dispatchEvent(new ImjoyErrorEvent(error as Error));
    }
  }
}
