export declare function faultsOf(css: string): string[];
