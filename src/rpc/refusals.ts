import { ImjoyError } from '../base/error.js';

/** Why calls over a port are refused, or cannot be made. */

export const withdrawn = () =>
  new ImjoyError('RPC_CLOSED', 'the function was withdrawn by the plugin it belongs to');

export const ended = (peer: string) =>
  new ImjoyError('RPC_CLOSED', `the connection to ${peer} was closed`);

export const lost = () =>
  new ImjoyError('VALUE_UNSUPPORTED', 'a message held something that cannot leave its page');

/** What a port does not carry is told by its place in the call; other errors stay what they are. */
export function unsendable(what: string, error: unknown): unknown {
  if (!(error instanceof DOMException) || error.name !== 'DataCloneError') return error;
  const text = `${what} cannot be sent: ${error.message}`;
  return new ImjoyError('VALUE_UNSUPPORTED', text, { cause: error });
}
