import { messageOf } from '../../../base/error.js';
import { ask } from './ask.js';
import { chooseGpus, GPU_QUERY, type GpuChoice } from './free-gpus.js';

/** Variables that show a plugin the graphics cards which have room for it at the moment. */
export async function gpuVariables(
  choice: GpuChoice,
  onLine: (text: string, kind: 'info' | 'error') => void,
): Promise<Record<string, string>> {
  try {
    const ids = chooseGpus(await ask('nvidia-smi', GPU_QUERY), choice);
    const found =
      ids.length > 0
        ? `runs on the graphics cards ${ids.join(', ')}`
        : 'finds no free graphics card';
    onLine(`the plugin ${found}`, 'info');
    // The same order as that of nvidia-smi.
    return { CUDA_DEVICE_ORDER: 'PCI_BUS_ID', CUDA_VISIBLE_DEVICES: ids.join(',') };
  } catch (error) {
    onLine(`no graphics card can be chosen: ${messageOf(error)}`, 'error');
    return {};
  }
}
