import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repository } from './workspace.fixture.js';

const textOf = (file: string) => readFileSync(path.join(repository, file), 'utf8');
const namesIn = (folder: string) =>
  readdirSync(path.join(repository, folder), { withFileTypes: true })
    .filter(({ name }) => !['node_modules', 'dist'].includes(name) && !name.startsWith('.'))
    .map((entry) => (entry.isDirectory() && folder === 'docs' ? `${entry.name}/` : entry.name))
    .sort();

/** What README.md says lies in a folder: the words of its line in the tree, without what stands in brackets. */
function treeOf(folder: string): string[] {
  const line = new RegExp(`^${folder}/ +(.*)$`, 'm').exec(textOf('README.md'))?.[1] ?? '';
  return line
    .replace(/\([^)]*\)/g, '')
    .split(',')
    .map((word) => word.trim().replace(/^contexts\/$/, 'contexts'))
    .sort();
}

describe('README.md', () => {
  it.each(['libs', 'docs', 'tools'])('names everything that lies in %s/, and nothing else', (folder) =>
    expect(treeOf(folder)).toEqual(namesIn(folder)),
  );

  it('has one screen', () => expect(textOf('README.md').split('\n').length).toBeLessThan(50));
});

describe('the supported Nodes', () => {
  const { engines } = JSON.parse(textOf('package.json')) as { engines: { node: string } };

  it('are the same wherever they are named', async () => {
    expect(engines.node).toBe('^20.19.0 || ^22.12.0 || ^24.0.0');
    for (const file of ['README.md', 'CONTRIBUTING.md']) expect(textOf(file)).toContain('Node 20.19, 22.12 or 24');
    expect(textOf('.nvmrc')).toBe('24\n');
    const { otherNode } = (await import(path.join(repository, 'tools/test/steps.mjs'))) as { otherNode: string };
    expect(otherNode).toMatch(/^24\.\d+\.\d+$/);
    expect(textOf('docker/Dockerfile')).toContain('ARG NODE_VERSION=24\n');
  });
});
