import {
  parsePageLink,
  reportError,
  withoutTaken,
  type EngineAddress,
  type PageLink,
  type Workspace,
} from '../../src/index.js';
import type { DefaultApp } from './default-app.js';
import { isNear } from './is-near.js';

/** What the page's address asks of a workspace element: read once, followed once. */
export class AddressLink {
  #link: PageLink | null = null;
  #isFollowed = false;

  /** Null where the address was not read. */
  get link(): PageLink | null {
    return this.#link;
  }

  /** The plugin engine that the address names, where it is one that cannot be anybody else's. */
  get engines(): readonly EngineAddress[] {
    const { engine, token } = this.#link ?? {};
    return engine && isNear(engine) ? [{ url: engine, token: token ?? null, isKept: true }] : [];
  }

  /**
   * Reads the address, and takes out of it at once what acts once or gives something away: no reload, no bookmark
   * and no script after this one finds it there.
   */
  take(): PageLink {
    if (this.#link) return this.#link;
    const { href } = location;
    const rest = withoutTaken(href);
    if (rest !== href) history.replaceState(history.state, '', rest);
    return (this.#link = parsePageLink(href));
  }

  /**
   * Does what it asks for, in front of the windows of the last time. Never rejects.
   * @param exposedTo origins of pages that may use the workspace when they show this one
   */
  async follow(workspace: Workspace, app: DefaultApp, exposedTo: readonly string[]): Promise<void> {
    await workspace.ready;
    const link = this.#link;
    if (!link || this.#isFollowed) return;
    this.#isFollowed = true;
    try {
      const parent = await app.whenRestored();
      const { followLink } = await import('./follow-link.js');
      await followLink(link, { workspace, shell: app.shell, exposedTo, parent });
    } catch (error) {
      reportError(error, 'link to <imjoy-workspace>');
    }
  }
}
