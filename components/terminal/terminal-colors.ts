import type { ITheme } from '@xterm/xterm';

/** The sixteen colours of terminals, each readable on the surface of the scheme. */
const SIXTEEN: Readonly<Record<'light' | 'dark', ITheme>> = {
  light: {
    ...{ black: '#17232e', red: '#b3261e', green: '#176b45', yellow: '#7d5200' },
    ...{ blue: '#0b6299', magenta: '#8a3091', cyan: '#0b6a72', white: '#5d6c79' },
    ...{ brightBlack: '#4f5f6d', brightRed: '#c5382f', brightGreen: '#1d7a50' },
    ...{ brightYellow: '#8c5e05', brightBlue: '#0f6fae', brightMagenta: '#9c3fa3' },
    ...{ brightCyan: '#0d7780', brightWhite: '#6a7a87' },
  },
  dark: {
    ...{ black: '#647789', red: '#ff9a90', green: '#64d3a0', yellow: '#f0c05a' },
    ...{ blue: '#6fc0f0', magenta: '#e2a3e8', cyan: '#6fd6de', white: '#d3dde5' },
    ...{ brightBlack: '#8496a5', brightRed: '#ffb3ab', brightGreen: '#8be3bb' },
    ...{ brightYellow: '#f7d483', brightBlue: '#97d2f5', brightMagenta: '#edc0f1' },
    ...{ brightCyan: '#98e4ea', brightWhite: '#ffffff' },
  },
};

/** The colours that an element has, as a terminal takes them. */
export function terminalColors(element: Element): ITheme {
  const style = getComputedStyle(element);
  const { color: foreground, backgroundColor: background } = style;
  const scheme = isDark(background) ? 'dark' : 'light';
  return {
    ...{ foreground, background, cursor: foreground, cursorAccent: background },
    selectionBackground: scheme === 'dark' ? '#2f5f82' : '#b9daf0',
    scrollbarSliderBackground: '#7a8a9866',
    scrollbarSliderHoverBackground: '#7a8a98aa',
    scrollbarSliderActiveBackground: '#7a8a98',
    ...SIXTEEN[scheme],
  };
}

/** Of a colour as browsers compute it. */
function isDark(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}
