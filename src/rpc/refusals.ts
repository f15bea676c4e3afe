import { ImjoyError } from '../base/error.js';

/** Why calls over a port are refused. */

export const withdrawn = () =>
  new ImjoyError('RPC_CLOSED', 'the function was withdrawn by the plugin it belongs to');

export const ended = (peer: string) =>
  new ImjoyError('RPC_CLOSED', `the connection to ${peer} was closed`);

export const lost = () =>
  new ImjoyError('VALUE_UNSUPPORTED', 'a message held something that cannot leave its page');
