<?php
declare(strict_types=1);

namespace Duet\Test;

use Duet\Support\Issuer;

/** A site on one of its days. */
final class FixedIssuer implements Issuer {

	public const TODAY = 20_833;

	public function __construct(
		private readonly int $today = self::TODAY,
		private readonly string $site = '1 shop.test',
		private readonly int $lifetime = 30,
		private readonly string $key = 'the key of this site',
	) {
	}

	public function key(): string {
		return $this->key;
	}

	public function site(): string {
		return $this->site;
	}

	public function today(): int {
		return $this->today;
	}

	public function lifetime(): int {
		return $this->lifetime;
	}
}
