import { ImjoyError, type Service } from '../../../src/index.js';

interface Node {
  readonly name: string;
  readonly type: 'file' | 'dir';
  readonly size?: number;
  readonly mtime?: number;
}

/** An upload that a test lets arrive. */
export interface HeldUpload {
  readonly path: string;
  readonly overwrite: unknown;
  readonly signal: AbortSignal;
  progress(done: number, total: number): void;
  finish(): void;
  fail(error: Error): void;
}

/** The files of nobody: what is asked of them is remembered, and a test may have it fail. */
export class FakeManager {
  readonly asked: unknown[][] = [];
  readonly uploads: HeldUpload[] = [];
  /** Next listings fail with it. */
  failure: Error | null = null;
  /** Waited for by listings. */
  gate: Promise<void> = Promise.resolve();
  readonly folders: Map<string, Node[]>;
  readonly service: Service;

  constructor(url: string, folders: Record<string, Node[]>, more: object = {}) {
    this.folders = new Map(Object.entries(folders));
    const remember =
      <T>(name: string, answer: (...args: never[]) => T) =>
      (...args: unknown[]) => {
        this.asked.push([name, ...args]);
        return answer(...(args as never[]));
      };
    this.service = {
      ...{
        id: url,
        type: 'file-manager',
        name: `Files of ${url}`,
        url,
        provider: 'P',
        providerId: 'p',
      },
      listFiles: remember('listFiles', (path: string, type: string) => this.#list(path, type)),
      getFile: remember('getFile', (path: string) => new Blob([`content of ${path}`])),
      putFile: remember('putFile', () => undefined),
      getFileUrl: remember('getFileUrl', ({ path }: { path: string }) => `${url}/file${path}`),
      requestUploadUrl: () => '',
      removeFile: remember('removeFile', (path: string) => this.#remove(path)),
      heartbeat: () => true,
      createFolder: remember('createFolder', (path: string) =>
        this.#add(path, { name: '', type: 'dir' }),
      ),
      uploadFile: (
        file: File,
        path: string,
        overwrite: unknown,
        progress: HeldUpload['progress'],
        signal: AbortSignal,
      ) =>
        new Promise<void>((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')));
          this.uploads.push({
            ...{ path, overwrite, signal, progress, fail: reject },
            finish: () => {
              this.#add(path, { name: '', type: 'file', size: file.size });
              resolve();
            },
          });
        }),
      ...more,
    };
  }

  called = (name: string): unknown[][] =>
    this.asked.filter(([called]) => called === name).map(([, ...args]) => args);

  async #list(path: string, type: string) {
    await this.gate;
    if (this.failure) throw this.failure;
    const asked = path === './' ? '/home/me' : path;
    const children = this.folders.get(asked);
    if (!children) throw new ImjoyError('ENGINE_FILE', `${asked} does not exist`);
    const shown =
      type === 'directory' ? children.filter((child) => child.type === 'dir') : children;
    return { path: asked, name: '', type: 'dir', sep: '/', children: shown };
  }

  #place(path: string): [string, string] {
    const at = path.lastIndexOf('/');
    return [path.slice(0, at), path.slice(at + 1)];
  }

  #add(path: string, node: Node): void {
    const [folder, name] = this.#place(path);
    const rest = (this.folders.get(folder) ?? []).filter((child) => child.name !== name);
    this.folders.set(folder, [...rest, { ...node, name }]);
    if (node.type === 'dir') this.folders.set(path, []);
  }

  #remove(path: string): void {
    const [folder, name] = this.#place(path);
    this.folders.set(
      folder,
      this.folders.get(folder)!.filter((child) => child.name !== name),
    );
  }
}
