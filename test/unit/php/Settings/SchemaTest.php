<?php
declare(strict_types=1);

namespace Duet\Test\Settings;

use Duet\Settings\Schema;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

final class SchemaTest extends TestCase {

	private Schema $schema;

	protected function setUp(): void {
		$this->schema = Schema::shipped();
	}

	public function test_defaults_are_nested(): void {
		$defaults = $this->schema->defaults();
		self::assertSame( [], $defaults['pixels'] );
		self::assertSame( [], $defaults['events'] );
		self::assertSame( [ 'moment' => 'paid', 'methods' => [], 'value' => 'total', 'without_snapshot' => 'none', 'zero_total' => true ], $defaults['purchase'] );
		self::assertSame( 'unset', $defaults['consent']['mode'] );
		self::assertSame( 30, $defaults['retention_days'] );
	}

	public function test_defaults_are_valid_and_differ_in_nothing(): void {
		[ $clean, $errors ] = $this->schema->check( $this->schema->defaults() );
		self::assertSame( [], $errors );
		self::assertSame( $this->schema->defaults(), $clean );
		self::assertSame( [], $this->schema->difference( $clean ) );
	}

	public function test_every_error_at_once_and_the_good_fields_kept(): void {
		[ $clean, $errors ] = $this->schema->check(
			[
				'pixels'         => [
					[ 'code' => 'C9OPQFJC77U5NIJ6K7HG', 'test_event_code' => 'nope' ],
					[ 'label' => 'no code' ],
					[ 'code' => 'C9OPQFJC77U5NIJ6K7HG', 'label' => 'good' ],
				],
				'purchase'       => [ 'moment' => 'never', 'zero_total' => false, 'methods' => [ 'bacs' => [ 'moment' => 'on-hold' ], 'cod' => [] ] ],
				'retention_days' => 3,
				'nonsense'       => 1,
			]
		);
		self::assertSame(
			[ 'pixels.0.test_event_code', 'pixels.1.code', 'purchase.moment', 'purchase.methods.cod.moment', 'retention_days', 'nonsense' ],
			array_keys( $errors )
		);
		self::assertStringContainsString( '7 to 365', str_replace( 'from 7', '7', $errors['retention_days'] ) );
		self::assertSame( [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG', 'label' => 'good' ] ], $clean['pixels'] );
		self::assertSame( [ 'zero_total' => false, 'methods' => [ 'bacs' => [ 'moment' => 'on-hold' ] ] ], $clean['purchase'] );
		self::assertArrayNotHasKey( 'nonsense', $clean );
	}

	/** @return iterable<string, array{array<mixed>, string}> */
	public static function wrong_values(): iterable {
		yield 'a pixel code with a line feed' => [ [ 'pixels' => [ [ 'code' => "C9OPQFJC77U5NIJ6K7HG\n" ] ] ], 'pixels.0.code' ];
		yield 'a script as pixel code' => [ [ 'pixels' => [ [ 'code' => '</script><script>alert(1)' ] ] ], 'pixels.0.code' ];
		yield 'a list where a group belongs' => [ [ 'purchase' => [ 'paid' ] ], 'purchase' ];
		yield 'a group where a list belongs' => [ [ 'pixels' => [ 'code' => 'C9OPQFJC77U5NIJ6K7HG' ] ], 'pixels' ];
		yield 'text for a switch' => [ [ 'purchase' => [ 'zero_total' => 'yes' ] ], 'purchase.zero_total' ];
		yield 'a number as text' => [ [ 'retention_days' => '30' ], 'retention_days' ];
		yield 'too long' => [ [ 'pixels' => [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG', 'label' => str_repeat( 'é', 81 ) ] ] ], 'pixels.0.label' ];
		yield 'broken UTF-8' => [ [ 'pixels' => [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG', 'label' => "\xff" ] ] ], 'pixels.0.label' ];
		yield 'a map key with markup' => [ [ 'purchase' => [ 'methods' => [ '<b>' => [ 'moment' => 'paid' ] ] ] ], 'purchase.methods.<b>' ];
		yield 'null in a list' => [ [ 'pixels' => [ null ] ], 'pixels.0' ];
		yield 'too many' => [ [ 'pixels' => array_fill( 0, 11, [ 'code' => 'C9OPQFJC77U5NIJ6K7HG' ] ) ], 'pixels' ];
	}

	/** @param array<mixed> $partial */
	#[DataProvider( 'wrong_values' )]
	public function test_refuses( array $partial, string $path ): void {
		[ , $errors ] = $this->schema->check( $partial );
		self::assertSame( [ $path ], array_keys( $errors ) );
		self::assertNotSame( '', $errors[ $path ] );
	}

	public function test_80_characters_are_counted_as_characters(): void {
		[ , $errors ] = $this->schema->check( [ 'pixels' => [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG', 'label' => str_repeat( 'é', 80 ) ] ] ] );
		self::assertSame( [], $errors );
	}

	public function test_null_asks_for_the_default(): void {
		[ $clean, $errors ] = $this->schema->check( [ 'purchase' => [ 'moment' => null ], 'events' => [ 'Search' => null ] ] );
		self::assertSame( [], $errors );
		self::assertSame( [ 'purchase' => [ 'moment' => null ], 'events' => [ 'Search' => null ] ], $clean );
	}

	public function test_hand_edited_data_falls_back_field_by_field(): void {
		$all = $this->schema->complete(
			[
				'pixels'     => [ [ 'code' => 'bad' ], [ 'code' => 'C9OPQFJC77U5NIJ6K7HG' ], 'rubbish' ],
				'purchase'   => [ 'moment' => 'placed', 'value' => 7 ],
				'content_id' => 'sku',
				'old_key'    => true,
			]
		);
		self::assertSame( [ [ 'code' => 'C9OPQFJC77U5NIJ6K7HG', 'label' => '', 'test_event_code' => '', 'added' => 0 ] ], $all['pixels'] );
		self::assertSame( 'placed', $all['purchase']['moment'] );
		self::assertSame( 'total', $all['purchase']['value'] );
		self::assertSame( [ 'source' => 'official', 'original_language' => true, 'prefix' => '' ], $all['content_id'] );
		self::assertArrayNotHasKey( 'old_key', $all );
	}

	public function test_a_rule_nobody_enforces_is_refused(): void {
		$this->expectException( \LogicException::class );
		$schema = new Schema( [ 'type' => 'object', 'properties' => [ 'a' => [ 'type' => 'string', 'format' => 'uri' ] ] ] );
		$schema->check( [] );
	}
}
