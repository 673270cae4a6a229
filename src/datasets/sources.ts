/** A file as it is downloaded, and how to tell that it is the right one. */
export interface SourceFile {
  readonly name: string;
  /** Where it is without a mirror. */
  readonly url: string;
  /** Of the file as it is, or MD5 where Keras knows no other. */
  readonly sha256?: string;
  readonly md5?: string;
}

const KERAS = 'https://storage.googleapis.com/tensorflow/tf-keras-datasets';
const TORONTO = 'https://www.cs.toronto.edu/~kriz';
const ZALANDO = 'https://github.com/zalandoresearch/fashion-mnist/raw/master/data/fashion';

const keras = (name: string, sums: Pick<SourceFile, 'sha256' | 'md5'>): SourceFile => ({
  name,
  url: `${KERAS}/${name}`,
  ...sums,
});
const fashion = (name: string, sha256: string): SourceFile => ({ name, url: `${ZALANDO}/${name}`, sha256 });

/** The files that Keras loads, with its sums (keras/src/datasets); Fashion-MNIST's are those of its authors' files. */
export const SOURCES = {
  cifar10: {
    name: 'cifar-10-python.tar.gz',
    url: `${TORONTO}/cifar-10-python.tar.gz`,
    sha256: '6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce',
  },
  cifar100: {
    name: 'cifar-100-python.tar.gz',
    url: `${TORONTO}/cifar-100-python.tar.gz`,
    sha256: '85cd44d02ba6437773c5bbd22e183051d648de2e7d6b014e1ef29b855ba677a7',
  },
  imdb: keras('imdb.npz', { sha256: '69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f' }),
  imdbWords: keras('imdb_word_index.json', { md5: 'bfafd718b763782e994055a2d397834f' }),
  reuters: keras('reuters.npz', {
    sha256: 'd6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916',
  }),
  reutersWords: keras('reuters_word_index.json', { md5: '4d44cc38712099c9e383dc6e5f11a921' }),
  bostonHousing: keras('boston_housing.npz', {
    sha256: 'f553886a1f8d56431e820c5b82552d9d95cfcb96d1e678153f8839538947dff5',
  }),
  californiaHousing: keras('california_housing.npz', {
    sha256: '1a2e3a52e0398de6463aebe6f4a8da34fb21fbb6b934cf88c3425e766f2a1a6f',
  }),
  fashionTrainImages: fashion(
    'train-images-idx3-ubyte.gz',
    '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
  ),
  fashionTrainLabels: fashion(
    'train-labels-idx1-ubyte.gz',
    'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
  ),
  fashionTestImages: fashion(
    't10k-images-idx3-ubyte.gz',
    '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
  ),
  fashionTestLabels: fashion(
    't10k-labels-idx1-ubyte.gz',
    '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
  ),
} satisfies Record<string, SourceFile>;
