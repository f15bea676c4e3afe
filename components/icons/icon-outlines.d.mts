export function outlineOf(svg: string): string;
