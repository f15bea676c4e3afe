import type { PluginTemplate } from './plugin-template.js';

export const nativePython: PluginTemplate = {
  id: 'native-python',
  title: 'Python on an engine',
  description: 'Python with any package and your hardware, on a plugin engine.',
  code: `<docs lang="markdown">
# My Python

What the plugin does, for its users.
</docs>

<config lang="json">
{
  "name": "My Python",
  "type": "native-python",
  "version": "0.1.0",
  "api_version": "0.1.8",
  "description": "Computes with numpy.",
  "tags": [],
  "ui": "Count {id: 'count', type: 'number', placeholder: 100, min: 1}",
  "inputs": null,
  "outputs": null,
  "flags": [],
  "icon": "extension",
  "cmd": "python",
  "env": [],
  "requirements": ["numpy"],
  "dependencies": []
}
</config>

<script lang="python">
import numpy as np
from imjoy import api

class ImJoyPlugin:
    async def setup(self):
        await api.log("initialized")

    async def run(self, ctx):
        mean = float(np.random.rand(ctx.config.count).mean())
        await api.showMessage("The mean is %.3f" % mean)
        return mean

api.export(ImJoyPlugin())
</script>
`,
};
