import type { ChartColors } from '../../../core/chart/scene';

const LINE_COLORS = ['blue', 'yellow', 'green', 'purple', 'red', 'foreground'] as const;

/** The theme's colours as they are now; read them anew when the theme changes. */
export function chartColors(element: HTMLElement): ChartColors {
  const style = getComputedStyle(element);
  const read = (name: string, fallback: string): string => style.getPropertyValue(name).trim() || fallback;
  const text = read('--vscode-foreground', style.color);
  return {
    text,
    muted: read('--vscode-descriptionForeground', text),
    // Mixed in the style sheet, where only a property of an element gives out the result.
    grid: style.textDecorationColor,
    background: read('--vscode-editor-background', 'transparent'),
    font: style.fontFamily,
    lines: LINE_COLORS.map((name) => read(`--vscode-charts-${name}`, text)),
  };
}
