<?php
declare(strict_types=1);

namespace Duet\Test\Elements;

use Duet\Elements\Attributes;
use Duet\Elements\Values;
use Duet\Event\Catalogue;
use Duet\Support\Signature;
use Duet\Test\FixedIssuer;
use PHPUnit\Framework\TestCase;

require_once dirname( __DIR__ ) . '/FixedIssuer.php';

abstract class ElementsTestCase extends TestCase {

	protected static function catalogue(): Catalogue {
		return Catalogue::shipped();
	}

	protected static function signature(): Signature {
		return new Signature( new FixedIssuer( key: str_repeat( '7', 64 ) ) );
	}

	protected static function attributes( bool $shop = true ): Attributes {
		$catalogue = self::catalogue();
		return new Attributes( $catalogue, new Values( $catalogue ), self::signature(), $shop );
	}

	/** @return \Closure(): bool An element of content that somebody was allowed to publish. */
	protected static function published( bool $is = true ): \Closure {
		return static fn(): bool => $is;
	}

	/** @return array<string, mixed> What the script will read from the element. */
	protected static function read( string $json ): array {
		$data = json_decode( $json, true, 16, JSON_THROW_ON_ERROR );
		self::assertIsArray( $data );
		return $data;
	}
}
