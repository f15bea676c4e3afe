import { Signal } from '../../src/index.js';
import type {
  FileRequest,
  SelectedFile,
  BuiltinWindow,
  DialogMessage,
  FormRequest,
  PlaceRect,
  PlaceRequest,
  PlaceState,
  PromptMessage,
  Shell,
  WindowPlace,
} from '../../src/index.js';

/** A window's place that shows its container and remembers what was asked of it. */
export class RecordingPlace implements WindowPlace {
  readonly container = document.createElement('div');
  readonly onCloseRequest = new Signal<void>();
  readonly onRetry = new Signal<void>();
  readonly onResize = new Signal<PlaceRect>();
  readonly onFocus = new Signal<void>();
  readonly request: PlaceRequest | null;
  readonly states: PlaceState['kind'][] = [];
  readonly calls: unknown[] = [];
  name = '';
  removed = false;

  constructor(request: PlaceRequest | null = null) {
    this.request = request;
    document.body.append(this.container);
  }

  setState = ({ kind }: PlaceState): void => void this.states.push(kind);
  setName = (name: string): void => void (this.name = name);
  focus = (): void => void this.calls.push('focus');
  show = (): void => void this.calls.push('show');
  hide = (): void => void this.calls.push('hide');
  resize = (size: object): void => void this.calls.push(size);

  remove(): void {
    this.removed = true;
    this.container.remove();
  }
}

/** A view of the kit that shows nothing and has one method. */
export class RecordingView extends HTMLElement implements BuiltinWindow {
  data: unknown = null;
  config: unknown = null;
  context: unknown = null;
  readonly methods = { double: (value: unknown) => Number(value) * 2 };
}
customElements.define('recording-view', RecordingView);

/** A user interface that shows nothing, remembers everything, and answers as a test tells it to. */
export class RecordingShell implements Shell {
  readonly alerts: DialogMessage[] = [];
  readonly questions: DialogMessage[] = [];
  readonly prompts: PromptMessage[] = [];
  readonly forms: FormRequest[] = [];
  readonly snackbars: { readonly text: string; readonly seconds: number }[] = [];
  readonly statuses: string[] = [];
  readonly progress: number[] = [];
  readonly places: RecordingPlace[] = [];
  readonly urls: string[] = [];
  readonly downloads: { readonly file: Blob; readonly name: string }[] = [];
  readonly views = new Map<string, RecordingView>();
  agrees = true;
  answer: string | null = '';
  readonly fileRequests: FileRequest[] = [];
  selected: readonly SelectedFile[] = [];
  formValues: Readonly<Record<string, unknown>> | undefined = {};

  alert = (message: DialogMessage) => Promise.resolve(void this.alerts.push(message));
  confirm = (message: DialogMessage) =>
    Promise.resolve((this.questions.push(message), this.agrees));
  prompt = (message: PromptMessage) => Promise.resolve((this.prompts.push(message), this.answer));
  showForm = (form: FormRequest) => Promise.resolve((this.forms.push(form), this.formValues));
  showFileDialog = (request: FileRequest) =>
    Promise.resolve((this.fileRequests.push(request), this.selected));
  showSnackbar = (text: string, seconds: number): void =>
    void this.snackbars.push({ text, seconds });
  showStatus = (text: string): void => void this.statuses.push(text);
  showProgress = (percent: number): void => void this.progress.push(percent);
  openUrl = (url: string): void => void this.urls.push(url);
  download = (file: Blob, name: string): void => void this.downloads.push({ file, name });

  placeWindow(request: PlaceRequest): WindowPlace {
    const place = new RecordingPlace(request);
    this.places.push(place);
    return place;
  }

  createBuiltin(type: string): Promise<BuiltinWindow | null> {
    if (type === 'imjoy/unheard-of') return Promise.resolve(null);
    const view = new RecordingView();
    this.views.set(type, view);
    return Promise.resolve(view);
  }

  get lastPlace(): RecordingPlace {
    return this.places.at(-1)!;
  }
}
