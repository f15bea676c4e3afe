import { ImjoyError } from '../base/error.js';
import { speakerOf, type ApiHost, type Caller, type Capability } from './api-host.js';
import { isFields, textOr, toText, wrongArgument } from './arguments.js';
import type { DialogMessage } from './shell.js';

/** Boxes that ask or tell. Spec 4.1, 4.6. */
export const dialogs: Capability = (host, caller) => {
  const from = speakerOf(caller);
  return {
    /** Does not wait until it is read, as plugins rely on. */
    alert(message: unknown) {
      void host.shell.alert(
        isFields(message) ? fromFields(message, from) : fromText(toText(message), from),
      );
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
    showDialog: (config: unknown, extra?: unknown) => showDialog(host, caller, config, extra),
  };
};

async function showDialog(host: ApiHost, caller: Caller, config: unknown, extra: unknown) {
  const fields = isFields(config) ? { ...config, ...(isFields(extra) && extra) } : null;
  const isForm =
    fields && (hasUi(fields.ui) || fields.type === 'joy' || fields.type === 'imjoy/joy');
  if (!isForm) return host.openWindow(fields ?? config, caller, true);
  return host.shell.showForm({
    title: textOr(fields.name, textOr(fields.title, '')),
    ui: fields.ui,
    from: speakerOf(caller),
  });
}

const hasUi = (ui: unknown) => ui != null && ui !== '';

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

function fromFields(fields: Readonly<Record<string, unknown>>, from: string | null): DialogMessage {
  return {
    title: textOr(fields.title, null),
    text: null,
    html: fields.content == null ? '' : toText(fields.content),
    confirmText: textOr(fields.confirm_text, LABELS.confirmText),
    cancelText: textOr(fields.cancel_text, LABELS.cancelText),
    from,
  };
}
