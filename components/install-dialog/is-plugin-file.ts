/** Whether a file is called as plugins are. */
export const isPluginFile = ({ name }: File): boolean => /\.imjoy\.html?$/i.test(name);
