import { StringDecoder } from 'node:string_decoder';

/** Characters of one line; what is longer is cut. */
const MAX_LINE = 10_000;
/** Lines that may come in one second; of a flood only the number is told. */
const MAX_RATE = 1_000;

/**
 * Cuts what a program writes into lines. A line that is written over (`\r`, as progress bars do) is told as it stands
 * when the next piece of output has arrived.
 */
export class OutputLines {
  readonly #onLine: (line: string) => void;
  readonly #decoder = new StringDecoder('utf8');
  #line = '';
  /** The last state of the line that was written over, and is not told. */
  #former = '';
  #rate = { second: 0, lines: 0, dropped: 0 };

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  push(bytes: Buffer): void {
    this.#write(this.#decoder.write(bytes));
    this.#tellFormer();
  }

  /** Tells what stands in the last line. */
  end(): void {
    this.#write(`${this.#decoder.end()}\n`);
    this.#tellDropped();
  }

  #write(text: string): void {
    const [first = '', ...others] = text.split('\n');
    this.#overwrite(first);
    for (const other of others) {
      this.#endLine();
      this.#overwrite(other);
    }
  }

  /** Writes within one line. */
  #overwrite(text: string): void {
    const [first = '', ...others] = text.split('\r');
    this.#extend(first);
    for (const other of others) {
      this.#former = this.#line || this.#former;
      this.#line = '';
      this.#extend(other);
    }
  }

  #extend(text: string): void {
    const room = MAX_LINE - this.#line.length;
    if (room < 0) return;
    this.#line += text.length > room ? `${text.slice(0, room)}…` : text;
  }

  #endLine(): void {
    const line = this.#line || this.#former;
    this.#line = '';
    this.#former = '';
    this.#tell(line);
  }

  #tellFormer(): void {
    this.#tell(this.#former);
    this.#former = '';
  }

  #tell(line: string): void {
    if (!line.trim()) return;
    const second = Math.floor(Date.now() / 1000);
    if (second !== this.#rate.second) {
      this.#tellDropped();
      this.#rate = { second, lines: 0, dropped: 0 };
    }
    if (++this.#rate.lines > MAX_RATE) this.#rate.dropped++;
    else this.#onLine(line);
  }

  #tellDropped(): void {
    const { dropped } = this.#rate;
    if (dropped > 0) this.#onLine(`… ${dropped} more lines were written too fast to be shown`);
  }
}
