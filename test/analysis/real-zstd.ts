const lines = Array.from(
  { length: 400 },
  (_, index) => `line ${index} of a text that repeats itself, and ${index * index}\n`,
);

export const repeatingText = Buffer.from(lines.join(''));

/** The same, as `zstd -19` 1.5.4 packs it: compressed blocks, with a checksum. */
export const repeatingTextAsZstd = Buffer.from(
  [
    'KLUv/QRorTMASqDgERpwSVLIAcAGUtDSDMzQ//9LS2TLCrvE/d+aLywBCwESAdo2s732Nm+34OBmoTbxRutlLapqnKhNkzbQpvlf',
    '+fOrD/d4X6jLHTP964nXHX7D2aWNPj582hBmbglh/AgeIYOMRaHzGceUwZxZvJFqzUo/dOQJ5yUEhyAOQosEh0rDGRKhM2FYJQvS',
    'qzCH3qU7/rTBlqgtZMW+Wt+PcDtBjyFmySFvGpc6YuRlBHEsLEKFiHdWrmFIFUiZzIkklEzlWwWnFxnqja5QlDq+9p1F6zB2462S',
    'p46yR9tN3LEQPjeIwSS2hhahMeYvpCvWOTtheIZAB5tCCx2kPCXYKbl2lCrO8ZUx+zDMQk9Imb/uXqwdN27aYJvX8waHheL1UW4G',
    'NAjAgAMDAAQogECBAgIGChQcIECAIIFBwYEBCgYFCxAUDA4MBDhgoAGBAQQUEGs1bhx9zei8wwZHWQvFiue1F9eoRuVUdZJUiZMf',
    'r/iYayaC1wkLNSEOh+jLEFGPg5s6Js2hbwwSb0Ni7jeCLw0L2RDLRPTTiCgXwTkwJpWh2SrGO17MGYvgcIWFVogDFT1/RkdOrjwn',
    'faiwWYYvOZzPBAaLBFrIQPHH7C1mtDQ5XjjJQnkbCl+/nNdlcERpoUrxQrBXg1EtyGnISUJKNpF89XEuj8GL0UKN4ghi34pRT+Rm',
    'vkn+1I3xvdU3d5gFvzMLORPLw/pxWJQN47ywSfcUW+29E96c84LDyCy0TBxC1nOy6EzH1d2kduLmdd/Kx2b7OBY2S2PehIzJ5p/r',
    'dgcutlY4bmNw26RxAb0fHm2Ecwz+pPlabCp/Pf287IPDcQsVF698r9mj4s7J+iTpUkz9vJqZuTgTPIexUGHEUU/fkYmaMty4M2kd',
    'naPEvD1n7uAEP2ws5EYs1vQjTZTywPkTJnWChuuE8A5DmDM4BIc5WGgJ4iAJPaUhOo/AtREmnUGBczC8nIX5cCFYgoKFVBDfd+/d',
    '0XrMceNJDpa5UfBrseeVHRwitlBi8aTupToqCXNSeJLQEk6iX8k8l+bgiWyhZHHIpa8uUcsINxqZ5CAqxwV5a8vcswTfIhZSRCyh',
    '0g8rUU4I5wiZdIqCaynvfDKnTIKDJhZaIg6T9AxvdPhynemkTkXOD30pofNRaLDYtZCu+EHaO6TRvuUo7aQGJl72qiOby0EWvLHM',
    'QlkmDoqsbyuL2yHjYzOU7SGNMj3GmOytSDbj8C74n85CTieWhq4fu4vhpePEPOk2IbWdJlZH986wm8CxCw6xzkKrE4d5rOceizAx',
    'MYZYHWILId0xhZjn2MtKbDxuLFgeMQsZMfHLWO+wWLhajI4xFJtD8jk5NjPc6w030gYuOII5C2VOvBCul8uFxIOjxMTgJiEJOUlM',
    'M+7Vxk1VccEL3yzUN3HEbH0dtqjvjY0Nva0hWTY1xnd7y24TltiCP9wsJDexyLZ+RlsEqY0Rs1xbhPTRFLFytHckaMO4teBAaxZa',
    'NHF4tZ5RLTgOjQyFNmCUmugw7eOmzabSgmV+C/mLL/ODHqgSQDU1S+39z8LPKKQxEkiACUgF///9AUN2Yw1nW3zOIWz1Er/UxTm8',
    '+cKTPOPqX+xWJm/QzROfcoSrPvlbv51Hdn74yiK8fokv/dI5vvHiF83DdwniR9fA3YZvbNAht0sTvQ0GZzm8uUEDuE3G/PaQoYPd',
    'jm7fp8wTD25t7dvGW2rDY27jTK7qh9Oy+ULt8ay8FV49c1eXrivhofE2/nqWfO1P9XZT633fa9HQLj4dnub6WS+UQ/dafGHzc/Ti',
    'Di/lqqf/VcfTwFx6YTib39gfloVv5dXmZnfS5SVclk+Gr92a59mr7mbqn/53N1hrzuvxgqmfyYc5rJ4aXnx3nmeS46Gp9b7/anxY',
    'lLq3xEPjjdmNs3gtvtj8pr2WJ4xj48m86rf5tL/47aWtp3+nDrdceXx4sNtzXQkOyyfD1+7POTOlbZh2E/QfUO/JmoZbzV9dP91w',
    'u4av/PDJU/Z/lP0fZf9H2f+j7P8o+z/K/o+y/0fZ/1H2f5T9H2X/R7H/o+z/KPs/yv6Psv5H2f9R9n+U/R9lv4+y/6Ps/yj7P8r+',
    'D2X/R9n/UfZ/lP0fxf6Psv+jLOznrnl2JG+qS556mkwtxT/inJusJCLn3GQlEXnOTVYSkXNuspKInOMmK4lLyjAQH16Ys96QvpMr',
    'Lfzw1kCL5c8HCLcCtoJA6A==',
  ].join(''),
  'base64',
);
