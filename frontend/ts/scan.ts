// Reading a square code with the camera, where the browser knows how. Without it the code is typed, and
// the page says so.
type Found = { rawValue: string };
type Detector = { detect(from: HTMLVideoElement): Promise<Found[]> };
type DetectorClass = {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

export function scan(): void {
  const box = document.querySelector<HTMLElement>('[data-scan]');
  if (box) void offer(box);
}

async function offer(box: HTMLElement): Promise<void> {
  const kind = (window as unknown as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const camera = typeof navigator.mediaDevices?.getUserMedia === 'function';
  // some browsers have the name and read nothing
  if (!kind || !camera || !(await kind.getSupportedFormats()).includes('qr_code')) return;
  const field = document.getElementById(box.dataset['scan'] ?? '');
  const button = box.querySelector('button');
  const video = box.querySelector('video');
  if (!(field instanceof HTMLInputElement) || !button || !video) return;
  const none = document.querySelector<HTMLElement>('[data-scan-none]');
  if (none) none.hidden = true;
  box.hidden = false;
  const detector = new kind({ formats: ['qr_code'] });
  let stream: MediaStream | undefined;
  const stop = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    video.hidden = true;
  };
  const look = async (): Promise<void> => {
    if (!stream) return;
    const found = await detector.detect(video).catch(() => []);
    const read = found[0]?.rawValue;
    if (read) {
      stop();
      field.value = read;
      field.focus();
      return;
    }
    setTimeout(() => void look(), 150);
  };
  button.addEventListener('click', () => {
    if (stream) {
      stop();
      return;
    }
    void (async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
        video.srcObject = stream;
        video.hidden = false;
        await video.play();
        await look();
      } catch {
        // no camera, or it was not allowed: the code is typed
        stop();
        box.hidden = true;
        if (none) none.hidden = false;
        field.focus();
      }
    })();
  });
}
