//go:build parquet

package accounts

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/format"
)

// appendParquet appends the text of a value: nothing for null, days and times
// in ISO form, and numbers without an exponent.
func appendParquet(b []byte, v parquet.Value, column parquet.Type) []byte {
	if v.IsNull() {
		return b
	}
	if logical := column.LogicalType(); logical != nil {
		switch logical := logical.Value.(type) {
		case *format.DateType:
			return appendInstant(b, instant(int64(v.Int32()), 24*time.Hour))
		case *format.TimestampType:
			return appendInstant(b, instant(v.Int64(), logical.Unit.Value.Duration()))
		case *format.TimeType:
			return instant(integer(v), logical.Unit.Value.Duration()).AppendFormat(b, "15:04:05.999999999")
		case *format.DecimalType:
			return appendScaled(b, unscaled(v), int(logical.Scale))
		case *format.IntType:
			if !logical.IsSigned {
				return appendUnsigned(b, v)
			}
		case *format.UUIDType:
			u := v.ByteArray()
			return fmt.Appendf(b, "%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
		}
	}
	switch v.Kind() {
	case parquet.Float:
		return strconv.AppendFloat(b, float64(v.Float()), 'f', -1, 32)
	case parquet.Double:
		return strconv.AppendFloat(b, v.Double(), 'f', -1, 64)
	case parquet.ByteArray, parquet.FixedLenByteArray:
		return append(b, v.ByteArray()...)
	case parquet.Int96:
		return appendInstant(b, julian(v.Int96()))
	}
	return append(b, v.String()...)
}

// integer returns the value of a whole number of either size.
func integer(v parquet.Value) int64 {
	if v.Kind() == parquet.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

func appendUnsigned(b []byte, v parquet.Value) []byte {
	if v.Kind() == parquet.Int32 {
		return strconv.AppendUint(b, uint64(v.Uint32()), 10)
	}
	return strconv.AppendUint(b, v.Uint64(), 10)
}

// instant returns the time n units after the start of 1970.
func instant(n int64, unit time.Duration) time.Time {
	if unit > time.Second {
		return time.Unix(n*int64(unit/time.Second), 0).UTC()
	}
	second := int64(time.Second / unit)
	return time.Unix(n/second, n%second*int64(unit)).UTC()
}

// julian returns a time of the old kind: nanoseconds of a day, and the day.
func julian(x deprecated.Int96) time.Time {
	const day1970 = 2440588
	return time.Unix((int64(x[2])-day1970)*86400, int64(x[1])<<32|int64(x[0])).UTC()
}

// appendInstant appends the day, and the time of day if there is one.
func appendInstant(b []byte, t time.Time) []byte {
	if t.Equal(t.Truncate(24 * time.Hour)) {
		return t.AppendFormat(b, time.DateOnly)
	}
	return t.AppendFormat(b, "2006-01-02T15:04:05.999999999")
}

// unscaled returns the digits of a decimal number as a whole one.
func unscaled(v parquet.Value) *big.Int {
	switch v.Kind() {
	case parquet.Int32, parquet.Int64:
		return big.NewInt(integer(v))
	}
	bytes := v.ByteArray() // two's complement, high byte first
	x := new(big.Int).SetBytes(bytes)
	if len(bytes) > 0 && bytes[0] >= 0x80 {
		x.Sub(x, new(big.Int).Lsh(big.NewInt(1), uint(8*len(bytes))))
	}
	return x
}

// appendScaled appends x with so many decimals.
func appendScaled(b []byte, x *big.Int, scale int) []byte {
	if scale <= 0 {
		return x.Append(b, 10)
	}
	if x.Sign() < 0 {
		b = append(b, '-')
	}
	digits := new(big.Int).Abs(x).String()
	digits = strings.Repeat("0", max(0, scale+1-len(digits))) + digits
	point := len(digits) - scale
	return append(append(append(b, digits[:point]...), '.'), digits[point:]...)
}
