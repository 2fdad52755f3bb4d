import { useLocalStorage } from '@mantine/hooks';

import type { ChosenTool } from './recipe.tsx';

/** The tool that somebody works with is the same on every page, so that it is chosen once. */
export function useTool(): ChosenTool {
  const [tool, onTool] = useLocalStorage({ key: 'averment-tool' });
  return { tool, onTool };
}
