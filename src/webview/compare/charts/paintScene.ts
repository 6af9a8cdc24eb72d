import type { Scene, Shape } from '../../../core/chart/scene';

/** Paints a drawing on a canvas of its size, sharp on screens with many pixels. */
export function paintScene(canvas: HTMLCanvasElement, scene: Scene, font: string): void {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(scene.width * ratio), Math.round(scene.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  canvas.style.width = `${scene.width}px`;
  canvas.style.height = `${scene.height}px`;
  const context = canvas.getContext('2d');
  if (context === null) {
    return;
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  for (const shape of scene.shapes) {
    context.save();
    paint(context, shape, font);
    context.restore();
  }
}

function paint(context: CanvasRenderingContext2D, shape: Shape, font: string): void {
  context.globalAlpha = 'opacity' in shape ? (shape.opacity ?? 1) : 1;
  switch (shape.kind) {
    case 'line':
      if (shape.clip !== undefined) {
        const { left, top, width, height } = shape.clip;
        context.beginPath();
        context.rect(left, top, width, height);
        context.clip();
      }
      context.beginPath();
      shape.points.forEach(([x, y]) => context.lineTo(x, y));
      context.strokeStyle = shape.stroke;
      context.lineWidth = shape.width;
      context.lineJoin = 'round';
      context.setLineDash([...(shape.dash ?? [])]);
      context.stroke();
      return;
    case 'circle':
      context.beginPath();
      context.arc(shape.at[0], shape.at[1], shape.radius, 0, 2 * Math.PI);
      context.fillStyle = shape.fill;
      context.fill();
      if (shape.stroke !== undefined) {
        context.strokeStyle = shape.stroke;
        context.lineWidth = 1;
        context.stroke();
      }
      return;
    case 'box': {
      const { left, top, width, height } = shape.box;
      context.fillStyle = shape.fill;
      context.fillRect(left, top, width, height);
      if (shape.stroke !== undefined) {
        context.strokeStyle = shape.stroke;
        context.strokeRect(left, top, width, height);
      }
      return;
    }
    case 'text':
      context.translate(shape.at[0], shape.at[1]);
      context.rotate(((shape.turn ?? 0) * Math.PI) / 180);
      context.fillStyle = shape.fill;
      context.font = `${shape.isBold === true ? '600 ' : ''}${shape.size}px ${font}`;
      context.textAlign = shape.anchor === 'start' ? 'left' : shape.anchor === 'end' ? 'right' : 'center';
      if (shape.halo !== undefined) {
        context.strokeStyle = shape.halo;
        context.lineWidth = 3;
        context.lineJoin = 'round';
        context.strokeText(shape.text, 0, 0);
      }
      context.fillText(shape.text, 0, 0);
      return;
  }
}
