import {
  type BuiltinWindow,
  type DialogMessage,
  type FileRequest,
  type FormRequest,
  ImjoyError,
  type PlaceRequest,
  type PromptMessage,
  reportError,
  type SelectedFile,
  type Shell,
  type WindowPlace,
  type Workspace,
} from '../../src/index.js';
import { webUrl } from '../builtin/values/safe-url.js';
import { openShell, shellHost } from './shell-host.js';
import type { ImjoyShellElement } from './shell-element.js';
import { ShellWindowPlace } from './shell-window-place.js';

/** How long a browser may take to start a download, in milliseconds. */
const DOWNLOAD_GRACE = 60_000;

/**
 * The user interface of a page that has nothing but single windows: dialogs, messages, and windows that float
 * above the page. All of it is loaded when it is first needed.
 */
export class DomShell implements Shell {
  /** Where forms in dialogs find the operators they embed. */
  workspace: Workspace | null = null;

  async alert(message: DialogMessage): Promise<void> {
    return (await openShell()).alert(message);
  }

  async confirm(message: DialogMessage): Promise<boolean> {
    return (await openShell()).confirm(message);
  }

  async prompt(message: PromptMessage): Promise<string | null> {
    return (await openShell()).prompt(message);
  }

  async showForm(request: FormRequest): Promise<Readonly<Record<string, unknown>> | undefined> {
    return (await openShell()).showForm(request, this.workspace);
  }

  async showFileDialog(request: FileRequest): Promise<readonly SelectedFile[]> {
    const { openFileDialog } = await import('../file-dialog/open-file-dialog.js');
    return openFileDialog(request);
  }

  showSnackbar(text: string, seconds: number): void {
    tell((shell) => shell.showSnackbar({ text, seconds }));
  }

  showStatus(text: string): void {
    tell((shell) => shell.showStatus(text));
  }

  showProgress(percent: number): void {
    tell((shell) => shell.showProgress(percent));
  }

  placeWindow(request: PlaceRequest): WindowPlace {
    const target = request.elementId === null ? null : document.getElementById(request.elementId);
    return new ShellWindowPlace(request, target ?? shellHost(), target !== null);
  }

  async createBuiltin(type: string): Promise<BuiltinWindow | null> {
    const { builtinWindows } = await import('../builtin/index.js');
    return Object.hasOwn(builtinWindows, type) ? (builtinWindows[type]?.() ?? null) : null;
  }

  /** Without a gesture of the user, who would see a popup blocked, it offers a link. @throws ImjoyError `ARGUMENT` */
  openUrl(url: string): void {
    const href = webUrl(url);
    if (!href) throw new ImjoyError('ARGUMENT', `"${url}" is not the address of a web page`);
    if (navigator.userActivation.isActive) window.open(href, '_blank', 'noopener');
    else {
      const link = { url: href, label: 'Open' };
      tell((shell) => shell.showSnackbar({ text: `Open ${href}?`, seconds: 0, link }));
    }
  }

  download(file: Blob, name: string): void {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), DOWNLOAD_GRACE);
  }
}

function tell(say: (shell: ImjoyShellElement) => void): void {
  openShell()
    .then(say)
    .catch((error: unknown) => reportError(error, 'shell'));
}
