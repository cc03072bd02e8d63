/** A line without axes: how a figure went over the last two minutes. */

const POINTS = 60;
const WIDTH = 84;
const HEIGHT = 22;

export class Sparkline {
  #canvas;
  #values = [];

  constructor(canvas) {
    this.#canvas = canvas;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", "No rate yet");
  }

  add(value, text) {
    this.#values.push(value);
    this.#values = this.#values.slice(-POINTS);
    this.#canvas.setAttribute("aria-label", `${text}, at most ${Math.round(Math.max(...this.#values)).toLocaleString("en")} of late`);
    this.draw();
  }

  draw() {
    const scale = devicePixelRatio || 1;
    Object.assign(this.#canvas, { width: WIDTH * scale, height: HEIGHT * scale });
    const pen = this.#canvas.getContext("2d");
    const style = getComputedStyle(this.#canvas);
    pen.scale(scale, scale);
    pen.strokeStyle = style.color;
    pen.lineWidth = 1.5;
    pen.lineJoin = "round";
    const most = Math.max(1, ...this.#values);
    const x = (i) => WIDTH - 2 - ((this.#values.length - 1 - i) / (POINTS - 1)) * (WIDTH - 4);
    const y = (value) => HEIGHT - 2 - (value / most) * (HEIGHT - 4);
    pen.beginPath();
    this.#values.forEach((value, i) => (i === 0 ? pen.moveTo(x(i), y(value)) : pen.lineTo(x(i), y(value))));
    pen.stroke();
    pen.beginPath();
    pen.fillStyle = style.color;
    pen.arc(WIDTH - 2.5, y(this.#values.at(-1) ?? 0), 2, 0, 2 * Math.PI);
    pen.fill();
  }
}
