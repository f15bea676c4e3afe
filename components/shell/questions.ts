import { html, nothing, type TemplateResult } from 'lit';
import { createRef, ref } from 'lit/directives/ref.js';
import type { DialogMessage, FormRequest, PromptMessage, Workspace } from '../../src/index.js';
import type { ImjoyUiFormElement } from '../ui-form/ui-form-element.js';
import type { Question } from './question.js';

type FormAnswer = Readonly<Record<string, unknown>> | undefined;

type Unanswered = Omit<Question<never>, 'confirmed' | 'dismissed'>;

const YES = 'OK';
const NO = 'Cancel';

/** Tells something; there is nothing to answer. */
export function alertQuestion(message: DialogMessage): Question<undefined> {
  return {
    ...fromMessage(message, 'says'),
    cancelText: null,
    confirmed: () => undefined,
    dismissed: undefined,
  };
}

/** Yes or no. */
export function confirmQuestion(message: DialogMessage): Question<boolean> {
  return { ...fromMessage(message, 'asks'), confirmed: () => true, dismissed: false };
}

/** A line of text; null when cancelled. */
export function promptQuestion(message: PromptMessage): Question<string | null> {
  const question = fromMessage(message, 'asks');
  const field = createRef<HTMLInputElement>();
  return {
    ...question,
    content: async () =>
      html`${await question.content()}
        <input
          ${ref(field)}
          autofocus
          autocomplete="off"
          aria-labelledby="title content"
          placeholder=${message.placeholder}
        />`,
    confirmed: () => field.value?.value ?? '',
    dismissed: null,
  };
}

/**
 * The values of a form; undefined when cancelled. It opens at once, since a form may ask for another.
 * @param workspace where the operators come from that it embeds; dialogs stand outside of any
 */
export function formQuestion(
  request: FormRequest,
  workspace: Workspace | null,
): Question<FormAnswer> {
  const form = createRef<ImjoyUiFormElement>();
  return {
    heading: request.title || null,
    from: request.from,
    verb: 'asks',
    confirmText: YES,
    cancelText: NO,
    kind: 'form',
    async content() {
      await import('../ui-form/imjoy-ui-form.js');
      return html`<imjoy-ui-form
        ${ref(form)}
        autofocus
        .workspace=${workspace}
        .ui=${request.ui}
      ></imjoy-ui-form>`;
    },
    confirmed: () => form.value?.value,
    dismissed: undefined,
  };
}

function fromMessage(message: DialogMessage, verb: string): Unanswered {
  return {
    heading: message.title,
    from: message.from,
    verb,
    confirmText: message.confirmText || YES,
    cancelText: message.cancelText || NO,
    kind: 'message',
    content: async () =>
      message.text === null
        ? html`<div id="content" class="message">${await safeHtml(message.html ?? '')}</div>`
        : html`<div id="content" class="message text">${message.text}</div>
            ${message.commands ? commandList(message.commands) : nothing}`,
  };
}

/** It has the focus: nobody who happens to press Enter runs what they have not seen. */
const commandList = (commands: readonly string[]): TemplateResult =>
  html`<ol class="commands" aria-label="Commands" tabindex="0" autofocus>
    ${commands.map((command) => html`<li><code>${withoutDisguise(command)}</code></li>`)}
  </ol>`;

/** Characters that are not seen, or make others be seen elsewhere, as what they are. */
const withoutDisguise = (command: string): string =>
  command.replace(
    /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (hidden) => `\\u{${hidden.codePointAt(0)?.toString(16)}}`,
  );

async function safeHtml(source: string): Promise<DocumentFragment> {
  const { sanitizeHtml } = await import('../shared/sanitize.js');
  const fragment = sanitizeHtml(source, 'message');
  // A click on a plugin's link must not take the page away from under the user.
  for (const link of fragment.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return fragment;
}
