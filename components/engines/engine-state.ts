import type { EngineClient, EngineState } from '../../src/index.js';

/** How an engine stands, as `stateDotStyles` draw it. */
export type Tone = 'on' | 'busy' | 'lost' | 'bad' | 'off';

const TONES: Readonly<Record<EngineState['kind'], Tone>> = {
  idle: 'off',
  connecting: 'busy',
  connected: 'on',
  lost: 'lost',
  failed: 'bad',
};

export const toneOf = ({ kind }: EngineState): Tone => TONES[kind];

/** How an engine stands, in words that stay the same as long as that does. */
export function stateText(state: EngineState): string {
  switch (state.kind) {
    case 'idle':
      return 'Disconnected';
    case 'connecting':
      return 'Connecting…';
    case 'connected':
      return 'Connected';
    case 'lost':
      return 'Connection lost, trying again';
    case 'failed':
      return state.error.code === 'ENGINE_REFUSED' ? 'Not admitted' : 'Not reached';
  }
}

/** What comes first is what the user has to know. */
const URGENCY: readonly Tone[] = ['lost', 'busy', 'on', 'bad', 'off'];

/** How several engines stand, in one dot and a few words. */
export function summaryOf(engines: readonly EngineClient[]): {
  readonly tone: Tone;
  readonly text: string;
} {
  const [only] = engines;
  if (!only) return { tone: 'off', text: 'none is known' };
  if (engines.length === 1) return { tone: toneOf(only.state), text: stateText(only.state) };
  const tones = engines.map(({ state }) => toneOf(state));
  const tone = URGENCY.find((candidate) => tones.includes(candidate)) ?? 'off';
  const count = (wanted: Tone) => tones.filter((one) => one === wanted).length;
  const lost = count('lost') > 0 ? `, ${count('lost')} lost` : '';
  return { tone, text: `${count('on')} of ${engines.length} connected${lost}` };
}
