import { ImjoyError, messageOf } from '../base/error.js';
import { reportError } from '../base/report-error.js';
import { speakerOf, type ApiHost, type Caller, type Capability } from './api-host.js';
import { isFields, textOr, toText, wrongArgument, type Fields } from './arguments.js';
import type { DialogMessage } from './shell.js';
import { windowFields } from './window-fields.js';

/** Boxes that ask or tell. Spec 4.1, 4.6. */
export const dialogs: Capability = (host, caller) => {
  const from = speakerOf(caller);
  return {
    /** Does not wait until it is read, as plugins rely on. */
    alert(message: unknown) {
      const request = isFields(message)
        ? fromFields(message, from)
        : fromText(toText(message), from);
      host.shell.alert(request).catch((error: unknown) => reportError(error, 'api.alert'));
    },
    async confirm(message: unknown) {
      return host.shell.confirm(toMessage(message, 'confirm', from));
    },
    async prompt(message: unknown, placeholder?: unknown) {
      const asked = isFields(message) ? message.placeholder : placeholder;
      const fallback = asked == null ? '' : toText(asked);
      const request = { ...toMessage(message, 'prompt', from), placeholder: fallback };
      const answer = await host.shell.prompt(request);
      if (answer === null) throw new ImjoyError('DIALOG_CANCELLED', 'the prompt was cancelled');
      return answer || fallback;
    },
    showDialog: (config: unknown, extra?: unknown) =>
      showDialog(host, caller, windowFields(config, extra)),
  };
};

/** A `ui` makes it a form, even where the config is a whole plugin's and has a `type` as well. */
async function showDialog(host: ApiHost, caller: Caller, config: unknown): Promise<unknown> {
  if (isFields(config) && isForm(config)) return showForm(host, caller, config);
  try {
    return await host.openWindow(config, caller, true);
  } catch (error) {
    const text = `The dialog could not be opened: ${messageOf(error)}`;
    await host.shell.alert(fromText(text, speakerOf(caller)));
    throw error;
  }
}

const isForm = ({ ui, type }: Fields): boolean =>
  (ui != null && ui !== '') || type === 'joy' || type === 'imjoy/joy';

const showForm = ({ shell }: ApiHost, caller: Caller, { name, title, ui }: Fields) =>
  shell.showForm({ title: textOr(name, textOr(title, '')), ui, from: speakerOf(caller) });

function toMessage(message: unknown, fn: string, from: string | null): DialogMessage {
  if (typeof message === 'string') return fromText(message, from);
  if (isFields(message)) return fromFields(message, from);
  throw wrongArgument(fn, message, 'a text or an object');
}

const LABELS = { confirmText: 'OK', cancelText: 'Cancel' };

const fromText = (text: string, from: string | null): DialogMessage => ({
  ...LABELS,
  title: null,
  text,
  html: null,
  from,
});

function fromFields(fields: Fields, from: string | null): DialogMessage {
  return {
    title: textOr(fields.title, null),
    text: null,
    html: fields.content == null ? '' : toText(fields.content),
    confirmText: textOr(fields.confirm_text, LABELS.confirmText),
    cancelText: textOr(fields.cancel_text, LABELS.cancelText),
    from,
  };
}
