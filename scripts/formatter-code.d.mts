import type { Plugin } from 'vitest/config';

export function bundleFormatter(language: 'en' | 'ja'): Promise<string>;
export function packFormatter(code: string): string;
export function formatterForVite(): Plugin;
