export const greet = (name = 'world', greeting = 'Hello') => ({ greeting: `${greeting}, ${name}` });
