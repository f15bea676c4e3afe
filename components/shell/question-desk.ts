import { FloodGuard } from './flood-guard.js';
import type { ImjoyShellDialogElement } from './shell-dialog-element.js';
import type { Question } from './question.js';

/**
 * Puts questions to the user. Messages come one after another, forms at once above what is there. Every
 * question is answered: also when its plugin was muted, or the place to show it in is no longer on the page.
 */
export class QuestionDesk {
  readonly #place: Node;
  readonly #guard = new FloodGuard();
  #last: Promise<unknown> = Promise.resolve();

  /** @param place where dialogs are put into the page */
  constructor(place: Node) {
    this.#place = place;
  }

  /** Rejects only if the question's content cannot be made. */
  ask<T>(question: Question<T>): Promise<T> {
    if (question.kind === 'form') return this.#show(question);
    const turn = this.#last.then(() => this.#show(question));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #show<T>(question: Question<T>): Promise<T> {
    const { from, dismissed } = question;
    if (this.#guard.isMuted(from)) return dismissed;
    const content = await question.content();
    if (!this.#place.isConnected || this.#guard.isMuted(from)) return dismissed;
    const dialog: ImjoyShellDialogElement = document.createElement('imjoy-shell-dialog');
    dialog.question = question;
    dialog.content = content;
    dialog.offersMute = this.#guard.asks(from);
    this.#place.appendChild(dialog);
    const confirmed = await dialog.answered;
    this.#guard.answered(from);
    if (dialog.mutes) this.#guard.mute(from);
    const answer = confirmed ? question.confirmed() : dismissed;
    dialog.remove();
    return answer;
  }
}
