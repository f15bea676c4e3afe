import type { PluginTemplate } from './plugin-template.js';

export const collection: PluginTemplate = {
  id: 'collection',
  title: 'Collection',
  description: 'No code of its own: loading it loads the plugins it depends on.',
  code: `<docs lang="markdown">
# My Collection

What the plugins have in common, for their users.
</docs>

<config lang="json">
{
  "name": "My Collection",
  "type": "collection",
  "version": "0.1.0",
  "api_version": "0.1.8",
  "description": "Plugins that belong together.",
  "dependencies": []
}
</config>
`,
};
