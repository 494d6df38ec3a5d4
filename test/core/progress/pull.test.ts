import { describe, expect, it } from 'vitest';
import { pullProgress } from '../../../electron/core/progress';
import { digest, draw, send, sum } from './draw';

describe('pull on graph drivers', () => {
  it('follows each layer from waiting to done, in the order of first mention', () => {
    const pull = pullProgress();
    send(
      pull,
      `{"status":"Pulling from library/nginx","id":"1.27"}
       a48a4d8847cc: Pulling fs layer
       b9c95edabf3d: Pulling fs layer
       a48dcb09005a: Pulling fs layer
       50521b5c647d: Already exists
       a48dcb09005a: Waiting
       b9c95edabf3d: Downloading [69213/4001425]
       a48a4d8847cc: Downloading [3679/60200]`,
    );
    expect(draw(pull)).toEqual([
      'a48a4d8847cc downloading 3679/60200',
      'b9c95edabf3d downloading 69213/4001425',
      'a48dcb09005a waiting',
      '50521b5c647d exists',
    ]);
    // The size of the waiting layer is not known, so the total will grow.
    expect(sum(pull)).toBe('72892/4061625+');
    send(
      pull,
      `a48a4d8847cc: Verifying Checksum
       b9c95edabf3d: Download complete
       a48dcb09005a: Downloading [100/100]
       a48dcb09005a: Download complete
       a48a4d8847cc: Download complete
       a48a4d8847cc: Extracting [32768/60200]`,
    );
    expect(draw(pull)).toEqual([
      'a48a4d8847cc extracting 32768/60200',
      'b9c95edabf3d waiting 4001425/4001425',
      'a48dcb09005a waiting 100/100',
      '50521b5c647d exists',
    ]);
    // Extraction counts from the beginning again; the sum of what was transferred must not fall back.
    expect(sum(pull)).toBe('4061725/4061725');
    send(
      pull,
      `a48a4d8847cc: Pull complete
       b9c95edabf3d: Extracting [4001425/4001425]
       b9c95edabf3d: Pull complete
       a48dcb09005a: Pull complete
       Digest: ${digest}
       Status: Downloaded newer image for nginx:1.27`,
    );
    expect(draw(pull)).toEqual([
      'a48a4d8847cc done 60200/60200',
      'b9c95edabf3d done 4001425/4001425',
      'a48dcb09005a done 100/100',
      '50521b5c647d exists',
    ]);
    expect(pull.outcome()).toEqual({
      digest,
      upToDate: false,
      references: ['nginx:1.27'],
      imageIds: [],
      remarks: [],
    });
  });

  it('starts a layer anew when the engine tries again', () => {
    const pull = pullProgress();
    send(
      pull,
      `a48a4d8847cc: Pulling fs layer
       a48a4d8847cc: Downloading [900/1000]
       a48a4d8847cc: Retrying in 5 seconds`,
    );
    expect([draw(pull), sum(pull)]).toEqual([['a48a4d8847cc retrying'], '0/1000']);
    send(pull, 'a48a4d8847cc: Retrying in 1 second');
    expect(draw(pull)).toEqual(['a48a4d8847cc retrying']);
    send(pull, 'a48a4d8847cc: Downloading [10/1000]');
    expect([draw(pull), sum(pull)]).toEqual([['a48a4d8847cc downloading 10/1000'], '10/1000']);
  });

  it('waits while another client pulls the same layer', () => {
    const pull = pullProgress();
    send(pull, '{"status":"Layer already being pulled by another client. Waiting.","id":"a48a4d8847cc"}');
    expect(draw(pull)).toEqual(['a48a4d8847cc waiting']);
  });

  it('gives a layer that the image has twice one row', () => {
    const pull = pullProgress();
    send(
      pull,
      `5f70bf18a086: Pulling fs layer
       a48a4d8847cc: Pulling fs layer
       5f70bf18a086: Downloading [32/32]
       5f70bf18a086: Download complete
       5f70bf18a086: Pulling fs layer
       5f70bf18a086: Extracting [32/32]
       5f70bf18a086: Pull complete
       5f70bf18a086: Extracting [32/32]
       5f70bf18a086: Pull complete`,
    );
    expect(draw(pull)).toEqual(['5f70bf18a086 done 32/32', 'a48a4d8847cc waiting']);
  });

  it('says that nothing had to be done', () => {
    const pull = pullProgress();
    send(
      pull,
      `{"status":"Pulling from me/app","id":"1"}
       Digest: ${digest}
       Status: Image is up to date for 127.0.0.1:5999/me/app:1`,
    );
    expect(draw(pull)).toEqual([]);
    expect(pull.outcome()).toMatchObject({ digest, upToDate: true, references: ['127.0.0.1:5999/me/app:1'] });
  });

  it('names every tag of a repository, because the engine names only the repository', () => {
    const pull = pullProgress();
    send(
      pull,
      `{"status":"Pulling from me/app","id":"2"}
       a48a4d8847cc: Pull complete
       Digest: ${digest}
       {"status":"Pulling from me/app","id":"1"}
       a48a4d8847cc: Already exists
       Digest: sha256:${'0'.repeat(64)}
       Status: Downloaded newer image for 127.0.0.1:5999/me/app`,
    );
    expect(draw(pull)).toEqual(['a48a4d8847cc done']);
    expect(pull.outcome()).toMatchObject({
      // Two tags, two digests: neither is the one of the pull.
      digest: null,
      upToDate: false,
      references: ['127.0.0.1:5999/me/app:2', '127.0.0.1:5999/me/app:1'],
    });
  });

  it('names what was pulled by digest', () => {
    const pull = pullProgress();
    send(
      pull,
      `{"status":"Pulling from library/nginx","id":"${digest}"}
       Digest: ${digest}
       Status: Downloaded newer image for nginx@${digest}`,
    );
    expect(pull.outcome()).toMatchObject({ digest, references: [`nginx@${digest}`] });
  });

  it('keeps warnings and passes over what it does not know', () => {
    const pull = pullProgress();
    send(
      pull,
      `{"status":"WARNING: image with reference x was found but does not match the specified platform"}
       {"status":"constructor","id":"a48a4d8847cc"}
       {"status":"Download complete","id":"f00df00df00d"}
       {}
       {"status":"Some new words of a later engine","id":"a48a4d8847cc"}`,
    );
    expect(draw(pull)).toEqual([]);
    expect(pull.outcome().remarks).toEqual([
      'WARNING: image with reference x was found but does not match the specified platform',
    ]);
    expect(sum(pull)).toBe('null/null+');
  });

  it('hands out rows that later messages do not change', () => {
    const pull = pullProgress();
    send(pull, 'a48a4d8847cc: Downloading [1/10]');
    const before = pull.rows();
    send(pull, 'a48a4d8847cc: Downloading [9/10]');
    expect(before[0]?.current).toBe(1);
  });
});

describe('pull with the containerd image store', () => {
  it('counts extraction in seconds and knows layers that were there', () => {
    const pull = pullProgress();
    send(
      pull,
      `{"status":"Pulling from me/app","id":"1"}
       9df6f45ed58d: Pulling fs layer
       9addb4c7f3af: Pulling fs layer
       9addb4c7f3af: Pulling fs layer
       85182edb7c01: Pulling fs layer
       9df6f45ed58d: Downloading [2097152/4000920]
       {"status":"Already exists","progressDetail":{"hidecounts":true},"id":"9addb4c7f3af"}
       {"status":"Download complete","progressDetail":{"hidecounts":true},"id":"85182edb7c01"}
       85182edb7c01: Extracting [1 s]`,
    );
    expect(draw(pull)).toEqual([
      '9df6f45ed58d downloading 2097152/4000920',
      '9addb4c7f3af exists',
      '85182edb7c01 extracting 1/? seconds',
    ]);
    // The small layer was complete before its size was told: nothing is missing from the total.
    expect(sum(pull)).toBe('2097152/4000920');
    send(
      pull,
      `85182edb7c01: Extracting [2 s]
       9df6f45ed58d: Download complete
       {"status":"Pull complete","progressDetail":{"hidecounts":true},"id":"9addb4c7f3af"}
       85182edb7c01: Pull complete`,
    );
    expect(draw(pull)).toEqual([
      '9df6f45ed58d waiting 4000920/4000920',
      '9addb4c7f3af exists',
      '85182edb7c01 done',
    ]);
    send(pull, `Digest: ${digest}\nStatus: Downloaded newer image for me/app:1`);
    expect(draw(pull)[0]).toBe('9df6f45ed58d done 4000920/4000920');
  });

  it('unpacks layers whose packed form was there', () => {
    const pull = pullProgress();
    send(pull, 'b7dc8577d638: Already exists\nb7dc8577d638: Extracting [1 s]');
    expect(draw(pull)).toEqual(['b7dc8577d638 extracting 1/? seconds']);
    send(pull, 'b7dc8577d638: Pull complete');
    expect(draw(pull)).toEqual(['b7dc8577d638 done']);
  });

  it('is up to date although layers were announced', () => {
    const pull = pullProgress();
    send(
      pull,
      `b7dc8577d638: Pulling fs layer
       Digest: ${digest}
       Status: Image is up to date for nginx:latest`,
    );
    expect(draw(pull)).toEqual(['b7dc8577d638 exists']);
    expect(pull.outcome().upToDate).toBe(true);
  });

  it('reports each tag of a repository', () => {
    const pull = pullProgress();
    send(
      pull,
      `Digest: ${digest}
       Status: Downloaded newer image for me/app:2
       Digest: ${digest}
       Status: Image is up to date for me/app:1`,
    );
    expect(pull.outcome()).toMatchObject({ digest, upToDate: false, references: ['me/app:2', 'me/app:1'] });
  });
});
