/** A plugin file whose script is Python. */
export const pythonText = (
  config: Readonly<Record<string, unknown>>,
  script: string,
  rest = '',
): string => `<config lang="json">
${JSON.stringify({ type: 'web-python', api_version: '0.1.8', version: '0.1.0', ...config })}
</config>
<script lang="python">
${script}
</script>
${rest}`;
