import type { Link, Peer } from '../rpc/index.js';
import { HOST_BUSY } from './program.js';

/** Milliseconds after which work counts as being busy; shorter calls are not worth a message. */
const BUSY_AFTER = 150;

/** Tells the host when a sandbox is at work for others or waits for others. */
export function reportActivity(peer: Peer, host: Link): void {
  let told = false;
  // What it tells the host is no work, however long the host takes to hear it.
  let reports = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  peer.onActivity = () => {
    timer ??= setTimeout(look, BUSY_AFTER);
  };
  function look(): void {
    timer = undefined;
    const { pending, running } = peer.stats;
    const busy = pending + running > reports;
    if (busy !== told) report((told = busy));
    if (busy) timer = setTimeout(look, BUSY_AFTER);
  }
  function report(busy: boolean): void {
    reports++;
    const done = () => reports--;
    host.call(HOST_BUSY, busy).then(done, done);
  }
}
