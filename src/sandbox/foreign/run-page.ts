import { createDeferred } from '../../base/deferred.js';
import { ImjoyError } from '../../base/error.js';
import { randomId } from '../../base/id.js';
import { createImjoyRpcCodec, Session, type Fields, type Message } from '../../imjoy-rpc/index.js';
import { createCodec, Peer, standardCodecs, type Link } from '../../rpc/index.js';
import { createApiTree } from '../api-tree.js';
import { commandTable } from '../commands.js';
import type { Connection } from '../connect.js';
import {
  HOST_CONSOLE,
  HOST_EXPORT,
  HOST_NAMED,
  type ConsoleLine,
  type SandboxProgram,
} from '../program.js';
import { reportActivity } from '../report-activity.js';
import { toExecutions, type Execution } from './executions.js';
import { PageConnection } from './page-connection.js';
import type { Wire } from './wire.js';

export interface RunPageOptions {
  readonly wire: Wire;
  /** Plugin name, for messages. */
  readonly title: string;
  /** The plugin's type, as pages that wait are told. */
  readonly type: string;
  /** Milliseconds a page has until it has greeted its host. */
  readonly limit: number;
  /** Settles when a page that speaks to nobody is there. */
  readonly shown: Promise<void>;
  /** The origin that it must not have. */
  readonly ownOrigin: string | null;
  /** Whether it speaks to nobody. */
  readonly passive: boolean;
  /** Asks the user for what a page wants to know before it starts; null when they would rather not. */
  askCredentials(fields: readonly CredentialField[]): Promise<Fields | null>;
  onGone(): void;
}

/** One thing a page wants to know. */
export interface CredentialField {
  readonly id: string;
  readonly label: string;
  readonly value: string;
}

type ExecutedMessage = Extract<Message, { readonly type: 'executed' }>;

/** What is running on behalf of a page. */
export interface RunningPage {
  /** The frame finished loading something. */
  loaded(): void;
  /** It cannot be shown, or not any longer. */
  fail(error: ImjoyError): void;
  /** Ends the conversation; whoever waits for the page is told why. */
  close(reason: ImjoyError): void;
}

/**
 * The runtime of a page that brings the `imjoy-rpc` library along. The page cannot be given a port, so its
 * place in the RPC is taken by a peer on the host's side, which says in the page's wire what the host says in
 * ours, and back. To all others it is a sandbox like any other.
 */
export function runPage({ message, port }: Connection, options: RunPageOptions): RunningPage {
  const codec = createCodec({ table: standardCodecs(), transport: 'clone' });
  const peer = new Peer(message.self, codec, { relays: true });
  const late = createDeferred<never>();
  late.promise.catch(() => undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let exported: Fields | null = null;
  let executed: (message: ExecutedMessage) => void = () => undefined;

  const page = new PageConnection({
    wire: options.wire,
    title: options.title,
    ownOrigin: options.ownOrigin,
    initialize: (announced) => initialize(announced),
    onMessage: (received) => {
      if (received.type === 'executed') executed(received);
      else if (received.type === 'error') note(received.message);
      else session.receive(received);
    },
    onGone: options.onGone,
  });
  const session = new Session({
    self: randomId(),
    codec: createImjoyRpcCodec(),
    moves: true,
    send: (sent, transfers) => page.send(sent, transfers),
    onInterface(api) {
      exported = api as Fields;
      host.call(HOST_EXPORT, api).catch(() => undefined);
    },
    onDisconnect: options.onGone,
    // What the host made, and what a plugin was given itself, is as good as an interface.
    isRepeatable: (fn) => peer.ownerOf(fn) === message.host || !peer.isFirstHand(fn),
  });

  async function initialize(announced: Fields): Promise<Fields> {
    return {
      name: options.title,
      type: options.type,
      allow_execution: true,
      enable_service_worker: false,
      forwarding_functions: forwardedTo(options.type),
      expose_api_globally: true,
      credential: await credentialFor(announced),
    };
  }

  async function credentialFor(announced: Fields): Promise<Fields | undefined> {
    if (announced.credential_required !== true) return undefined;
    const fields = toCredentialFields(announced.credential_fields);
    clearTimeout(timer);
    const given = await options.askCredentials(fields);
    restart();
    if (given) return given;
    throw new ImjoyError('DIALOG_CANCELLED', `${options.title} was not given what it asked for`);
  }

  async function start(program: SandboxProgram): Promise<void> {
    if (options.passive) return options.shown;
    const config = await greetInTime(program);
    const executions = toExecutions(program);
    if (executions.length > 0 && config.allow_execution !== true)
      throw new ImjoyError(
        'PLUGIN_SCRIPT',
        `the page of ${options.title} runs no code but its own`,
      );
    await executeAll(executions);
    session.ask();
  }

  /** The page has so long, and not the user whom it asks for something. */
  async function greetInTime(program: SandboxProgram): Promise<Fields> {
    restart();
    try {
      return await Promise.race([greet(program), late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  function restart(): void {
    clearTimeout(timer);
    timer = setTimeout(() => late.reject(silent(options)), options.limit);
  }

  async function greet(program: SandboxProgram): Promise<Fields> {
    const config = await page.greeted;
    host.call(HOST_NAMED, config.name).catch(() => undefined);
    await session.offer(createApiTree(program.api, (name, ...args) => host.call(name, ...args)));
    return config;
  }

  /**
   * The library answers every execution twice where it runs in a page, the first time in earnest, and once in
   * a worker. Which it is shows at the first one: what it says until it has heard another message is about that.
   */
  async function executeAll(executions: readonly Execution[]): Promise<void> {
    let usual = 0;
    for (const { code, part } of executions) {
      const answers: ExecutedMessage[] = [];
      await new Promise<void>((resolve) => {
        executed = (answer) => {
          answers.push(answer);
          if (usual === 0 && answers.length === 1) void page.whenHeard().then(resolve);
          else if (answers.length === usual) resolve();
        };
        page.send({ type: 'execute', code });
      });
      usual = answers.length;
      const [answer] = answers;
      if (answer?.error)
        throw new ImjoyError(
          'PLUGIN_SCRIPT',
          `${part} of ${options.title} failed: ${answer.error}`,
        );
    }
  }

  function note(text: string): void {
    const line: ConsoleLine = { level: 'error', text };
    host.call(HOST_CONSOLE, [line]).catch(() => undefined);
  }

  async function exit(): Promise<void> {
    if (typeof exported?.exit === 'function') await (exported.exit as () => unknown)();
  }

  const host: Link = peer.link(port, {
    peer: message.host,
    table: commandTable({ start, exit }, peer),
  });
  reportActivity(peer, host);
  return {
    loaded: () => page.loaded(),
    fail: (error) => page.fail(error),
    close(reason) {
      session.close(reason);
      page.close();
      host.close();
    },
  };
}

/** Functions of the host that the library adds to what the page exports. Spec 3.2. */
const forwardedTo = (type: string): string[] => [
  ...['close', 'on', 'off', 'emit'],
  ...(/window$/.test(type) ? ['resize', 'show', 'hide', 'refresh'] : []),
];

function toCredentialFields(given: unknown): CredentialField[] {
  const list: unknown[] = Array.isArray(given) ? given : [];
  return list.map((field) => {
    const { id, label, value } = (field ?? {}) as Fields;
    return { id: String(id), label: String(label ?? id), value: String(value ?? '') };
  });
}

const silent = ({ title, limit }: RunPageOptions) =>
  new ImjoyError(
    'PLUGIN_TIMEOUT',
    `${title} did not say within ${limit / 1000} s that it is an ImJoy app. If the page has no api, open it ` +
      'as "passive"; if it has one, it may be limited to another host, or its server does not let it be shown here',
  );
