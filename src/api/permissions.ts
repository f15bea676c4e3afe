import { ImjoyError } from '../base/error.js';
import type { Asking } from '../registry/service-registry.js';
import type { Shell } from './shell.js';

/** What the user lets plugins do on their behalf: asked once for each plugin, and remembered as long as the page. */
export class Permissions {
  readonly #shell: Pick<Shell, 'confirm'>;
  readonly #answers = new Map<string, Promise<boolean>>();

  constructor(shell: Pick<Shell, 'confirm'>) {
    this.#shell = shell;
  }

  /**
   * Waits for the user to allow it, unless they have.
   * @param what completes "… wants to …"
   * @throws ImjoyError `PERMISSION_DENIED`
   */
  async need({ name }: Asking, what: string): Promise<void> {
    const key = JSON.stringify([name, what]);
    let answer = this.#answers.get(key);
    if (!answer) this.#answers.set(key, (answer = this.#ask(name, what)));
    if (await answer) return;
    // Somebody who has said no once may think better of it.
    if (this.#answers.get(key) === answer) this.#answers.delete(key);
    throw new ImjoyError('PERMISSION_DENIED', `${name} was not allowed to ${what}`);
  }

  #ask(name: string, what: string): Promise<boolean> {
    return this.#shell.confirm({
      title: `Allow ${name}?`,
      text: `${name} wants to ${what}.`,
      html: null,
      confirmText: 'Allow',
      cancelText: 'Refuse',
      from: name,
    });
  }
}
