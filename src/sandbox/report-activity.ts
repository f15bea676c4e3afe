import type { Link, Peer } from '../rpc/index.js';
import { HOST_BUSY } from './program.js';

/** Milliseconds after which work counts as being busy; shorter calls are not worth a message. */
const BUSY_AFTER = 150;

/** Tells the host when a sandbox is at work for others or waits for others. */
export function reportActivity(peer: Peer, host: Link): void {
  let told = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  peer.onActivity = () => {
    timer ??= setTimeout(look, BUSY_AFTER);
  };
  function look(): void {
    timer = undefined;
    const { pending, running } = peer.stats;
    const busy = pending + running > 0;
    if (busy !== told) host.call(HOST_BUSY, (told = busy)).catch(() => undefined);
    if (busy) timer = setTimeout(look, BUSY_AFTER);
  }
}
