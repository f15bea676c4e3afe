/** The files of `src/python`, by their path there; the build reads them. */
declare module 'virtual:python-sources' {
  const sources: Readonly<Record<string, string>>;
  export default sources;
}
