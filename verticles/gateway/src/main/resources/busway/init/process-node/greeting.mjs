/** What is answered to a body. */
export function greet(body, greeting = "Hello") {
  return { greeting: `${greeting}, ${body?.name ?? "world"}` };
}
