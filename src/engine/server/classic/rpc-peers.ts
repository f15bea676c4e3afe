import type { Socket } from 'socket.io';
import { ImjoyError } from '../../../base/error.js';
import { randomId } from '../../../base/id.js';
import { RpcPeer, type Exported } from './rpc-peer.js';

type Payload = Readonly<Record<string, unknown>>;

/** Peers that know of each other. */
interface Workspace {
  readonly name: string;
  /** The newest last. */
  readonly peers: Set<RpcPeer>;
  readonly services: Set<Service>;
}

interface Service {
  readonly name: string;
  readonly provider: RpcPeer;
  readonly api: Exported;
}

/** Peers that speak imjoy-rpc over socket.io: those of one workspace find each other by name, and no others. */
export class RpcPeers {
  readonly #workspaces = new Map<string, Workspace>();

  /** Lets in who has told the token. @returns what it is told */
  register(socket: Socket, { name, workspace: place }: Payload): object {
    const workspace = this.#workspace(textOf(place, 'default'));
    const called = textOf(name, randomId()).replaceAll('/', '-');
    const id = `${workspace.name}/${called}`;
    const api: Exported = {
      ...this.#api(workspace, () => peer),
      config: { id, name: called, workspace: workspace.name },
    };
    const peer: RpcPeer = new RpcPeer({
      name: called,
      api,
      send: (message) => socket.emit('plugin_message', message),
      onDisconnect: () => this.#leave(workspace, peer),
    });
    workspace.peers.add(peer);
    socket.on('plugin_message', (message: unknown, ack: unknown) => {
      const isHeard = peer.hear(message);
      const answer = isHeard ? { success: true } : { success: false, detail: 'no such message' };
      if (typeof ack === 'function') (ack as (answer: object) => void)(answer);
    });
    socket.on('disconnect', () => this.#leave(workspace, peer));
    return { plugin_id: id };
  }

  #workspace(name: string): Workspace {
    const known = this.#workspaces.get(name);
    const workspace = known ?? { name, peers: new Set(), services: new Set() };
    this.#workspaces.set(name, workspace);
    return workspace;
  }

  /** What a peer is offered, by both kinds of names. */
  #api({ peers, services }: Workspace, self: () => RpcPeer): Exported {
    const getPlugin = (name: unknown) => {
      const peer = [...peers].findLast((one) => one.name === name);
      if (peer) return peer.exported;
      throw new ImjoyError('PLUGIN_NOT_FOUND', `there is no plugin "${String(name)}"`);
    };
    const registerService = (api: unknown) => {
      const { name } = (api ?? {}) as Payload;
      if (typeof name !== 'string' || !name)
        throw new ImjoyError('SERVICE_CONFIG', 'a service needs a name');
      services.add({ name, provider: self(), api: api as Exported });
    };
    const getService = (name: unknown) => {
      const service = [...services].findLast((one) => one.name === name);
      if (service) return service.api;
      throw new ImjoyError('SERVICE_NOT_FOUND', `there is no service "${String(name)}"`);
    };
    // The engine keeps no log of those that it does not run.
    const [log, error] = [() => undefined, () => undefined];
    return {
      ...{ log, error, utils: {}, getPlugin, registerService, getService },
      ...{ get_plugin: getPlugin, register_service: registerService, get_service: getService },
    };
  }

  #leave(workspace: Workspace, peer: RpcPeer): void {
    if (!workspace.peers.delete(peer)) return;
    for (const service of workspace.services)
      if (service.provider === peer) workspace.services.delete(service);
    if (workspace.peers.size === 0) this.#workspaces.delete(workspace.name);
    peer.close(new ImjoyError('RPC_CLOSED', `${peer.name} has gone`));
  }
}

const textOf = (value: unknown, otherwise: string): string =>
  typeof value === 'string' && value ? value.slice(0, 200) : otherwise;
