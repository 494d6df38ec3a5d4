const run = /[ \t]+/y;

/**
 * A command as a person reads it: continuation lines leave tabs and runs of blanks behind, which become
 * one blank, except inside quotes, where they may be meant. Text of several lines (a heredoc) keeps its
 * blanks, because some languages are made of them.
 */
export function cleanCommand(command: string): string {
  const text = command.trim();
  return text.includes('\n') ? text : collapseOutsideQuotes(text);
}

function collapseOutsideQuotes(text: string): string {
  let cleaned = '';
  let quote = '';
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (quote === '' && (character === ' ' || character === '\t')) {
      run.lastIndex = i;
      i += (run.exec(text)?.[0].length ?? 1) - 1;
      cleaned += ' ';
      continue;
    }
    cleaned += character;
    if (character === '\\' && quote !== "'") {
      i += 1;
      cleaned += text.charAt(i);
    } else quote = nextQuote(quote, character);
  }
  return cleaned;
}

/** The quote that is open after a character: `'`, `"` or none. */
export function nextQuote(open: string, character: string): string {
  if (open === '' && (character === '"' || character === "'")) return character;
  return open === character ? '' : open;
}
