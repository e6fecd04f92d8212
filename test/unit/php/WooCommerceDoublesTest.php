<?php
declare(strict_types=1);

namespace Duet\Test;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use ReflectionClass;
use ReflectionMethod;

require_once __DIR__ . '/woocommerce.php';

/** A double that answers to a method WooCommerce does not have would make every other test here a lie. */
final class WooCommerceDoublesTest extends TestCase {

	/** Where WooCommerce declares what a class inherits. */
	private const ANCESTORS = [
		'WC_Order'              => [ 'WC_Abstract_Order', 'WC_Abstract_Legacy_Order' ],
		'WC_Order_Refund'       => [ 'WC_Abstract_Order', 'WC_Abstract_Legacy_Order' ],
		'WC_Order_Item_Product' => [ 'WC_Order_Item' ],
		'WC_Product'            => [ 'WC_Abstract_Legacy_Product' ],
		'WC_Product_Variable'   => [ 'WC_Product', 'WC_Abstract_Legacy_Product' ],
		'WC_Product_Variation'  => [ 'WC_Product_Simple', 'WC_Product', 'WC_Abstract_Legacy_Product' ],
	];

	/** Our own of the doubles. */
	private const OURS = [ '__construct', 'saved' ];

	/** @return iterable<string, array{string}> */
	public static function doubles(): iterable {
		foreach ( array_keys( self::ANCESTORS ) as $class_name ) {
			yield $class_name => [ $class_name ];
		}
	}

	#[DataProvider( 'doubles' )]
	public function test_every_method_has_woocommerces_parameters( string $class_name ): void {
		$source = (string) file_get_contents( dirname( __DIR__, 3 ) . '/vendor/php-stubs/woocommerce-stubs/woocommerce-stubs.php' );
		$bodies = '';
		foreach ( [ $class_name, ...self::ANCESTORS[ $class_name ], 'WC_Data' ] as $name ) {
			self::assertSame( 1, preg_match( "/\n    (?:abstract )?class $name\\b(?s:.*?)\n    }/", $source, $found ), "$name is a class of WooCommerce" );
			$bodies .= $found[0];
		}
		$checked = 0;
		foreach ( ( new ReflectionClass( $class_name ) )->getMethods( ReflectionMethod::IS_PUBLIC ) as $method ) {
			if ( in_array( $method->getName(), self::OURS, true ) ) {
				continue;
			}
			self::assertSame( 1, preg_match( "/public function {$method->getName()}\\(([^)]*)/", $bodies, $found ), "$class_name::{$method->getName()}()" );
			preg_match_all( '/\$(\w+)/', $found[1], $names );
			$ours = array_map( static fn( \ReflectionParameter $parameter ): string => $parameter->getName(), $method->getParameters() );
			self::assertSame( $names[1], $ours, "$class_name::{$method->getName()}()" );
			++$checked;
		}
		self::assertGreaterThan( 3, $checked );
	}
}
